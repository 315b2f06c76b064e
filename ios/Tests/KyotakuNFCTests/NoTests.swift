import KyotakuNFC
import XCTest

final class NoTests: XCTestCase {}
