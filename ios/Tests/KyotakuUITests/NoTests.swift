import KyotakuUI
import XCTest

final class NoTests: XCTestCase {}
