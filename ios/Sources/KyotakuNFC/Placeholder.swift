import CoreNFC
import KyotakuCore
