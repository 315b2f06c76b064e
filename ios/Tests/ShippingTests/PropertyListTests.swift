import XCTest

/// What the app says of itself to iOS, and to whoever installs it.
final class PropertyListTests: XCTestCase {
    private let identifiers = "com.apple.developer.nfc.readersession.iso7816.select-identifiers"

    /// The applications that the core selects, as its source has them.
    private func applicationsOfTheCore() throws -> [String] {
        let source = try text("core/src/card/names.rs", in: repository)
        let start = try XCTUnwrap(source.range(of: "fn aid(self)")?.upperBound)
        let end = try XCTUnwrap(source.range(of: "\n    }", range: start..<source.endIndex)?.lowerBound)
        let arms = source[start..<end].components(separatedBy: "=> &[").dropFirst()
        return try arms.map { arm in
            let list = try XCTUnwrap(arm.components(separatedBy: "]").first)
            return try list.split(separator: ",").map { word in
                let word = word.trimmingCharacters(in: .whitespacesAndNewlines)
                let digits = word.hasPrefix("0x") ? String(word.dropFirst(2)) : word
                return String(format: "%02X", try XCTUnwrap(UInt8(digits, radix: 16), word))
            }.joined()
        }
    }

    func testTheApplicationsAreThoseThatTheCoreSelectsAndJPKIIsTheFirst() throws {
        let listed = try XCTUnwrap(try propertyList("App/Info.plist")[identifiers] as? [String])
        let core = try applicationsOfTheCore()
        XCTAssertEqual(core.count, 4)
        XCTAssertEqual(listed, core, "the core's own order: JPKI, the surface, the other cards")
        XCTAssertEqual(listed.first, "D392F000260100000001")
        XCTAssertEqual(Set(listed).count, listed.count)
    }

    func testEveryTextThatAPersonReadsIsThereAndInJapanese() throws {
        let info = try propertyList("App/Info.plist")
        for key in ["NFCReaderUsageDescription", "NSFaceIDUsageDescription", "CFBundleDisplayName"] {
            let words = try XCTUnwrap(info[key] as? String, key)
            let japanese = words.unicodeScalars.filter {
                (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
            }
            XCTAssertGreaterThanOrEqual(japanese.count, 2, "\(key): \(words)")
        }
        XCTAssertEqual(info["CFBundleDevelopmentRegion"] as? String, "ja")
    }

    func testCardsOfAnotherTechnologyAreLookedForByTheirSystemsAndNoneByAWildcard() throws {
        let key = "com.apple.developer.nfc.readersession.felica.systemcodes"
        let codes = try XCTUnwrap(try propertyList("App/Info.plist")[key] as? [String])
        XCTAssertEqual(codes, ["0003", "FE00"])
        XCTAssertFalse(codes.joined().contains("FFFF"), "CoreNFC takes no wildcard")
    }

    func testADeviceWithoutNFCIsNotShutOutAndNoPlainHttpIsAllowed() throws {
        let info = try propertyList("App/Info.plist")
        XCTAssertNil(info["UIRequiredDeviceCapabilities"])
        XCTAssertNil(info["NSAppTransportSecurity"])
    }

    func testTheAppHasOneWindow() throws {
        let info = try propertyList("App/Info.plist")
        let scenes = try XCTUnwrap(info["UIApplicationSceneManifest"] as? [String: Any])
        XCTAssertEqual(scenes["UIApplicationSupportsMultipleScenes"] as? Bool, false)
    }

    func testTheEntitlementsAreNFCsTagsAndFilesThatALockedPhoneCloses() throws {
        let entitlements = try propertyList("App/Kyotaku.entitlements")
        XCTAssertEqual(entitlements["com.apple.developer.nfc.readersession.formats"] as? [String], ["TAG"])
        let protection = entitlements["com.apple.developer.default-data-protection"] as? String
        XCTAssertEqual(protection, "NSFileProtectionComplete")
        XCTAssertEqual(entitlements.count, 2)
    }

    func testThePrivacyManifestTracksNobodyAndNamesWhatIsKeptAndWhy() throws {
        let manifest = try propertyList("App/PrivacyInfo.xcprivacy")
        XCTAssertEqual(manifest["NSPrivacyTracking"] as? Bool, false)
        XCTAssertEqual(manifest["NSPrivacyTrackingDomains"] as? [String], [])
        let kept = try XCTUnwrap(manifest["NSPrivacyCollectedDataTypes"] as? [[String: Any]])
        let names = kept.map { $0["NSPrivacyCollectedDataType"] as? String }
        XCTAssertEqual(names, ["Health", "UserID", "DeviceID"].map { "NSPrivacyCollectedDataType\($0)" })
        for each in kept {
            XCTAssertEqual(each["NSPrivacyCollectedDataTypeTracking"] as? Bool, false)
            XCTAssertEqual(each["NSPrivacyCollectedDataTypeLinked"] as? Bool, true)
            let purposes = each["NSPrivacyCollectedDataTypePurposes"] as? [String]
            XCTAssertEqual(purposes, ["NSPrivacyCollectedDataTypePurposeAppFunctionality"])
        }
    }

    func testTheInterfacesWithAReasonToGiveAreThoseThatTheSourcesCall() throws {
        let manifest = try propertyList("App/PrivacyInfo.xcprivacy")
        let named = try XCTUnwrap(manifest["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
        XCTAssertEqual(
            named.map { $0["NSPrivacyAccessedAPIType"] as? String }, ["NSPrivacyAccessedAPICategoryUserDefaults"])
        XCTAssertEqual(named.first?["NSPrivacyAccessedAPITypeReasons"] as? [String], ["AC6B.1"])
        // Apple's list of the others, by a word of each that Swift would have to say.
        let others = [
            "systemUptime", "mach_absolute_time", "volumeAvailableCapacity", "activeInputModes", "modificationDate",
        ]
        for folder in ["App", "Sources"] {
            for file in try files(below: folder) where file.hasSuffix(".swift") {
                let source = try text("\(folder)/\(file)")
                for word in others { XCTAssertFalse(source.contains(word), "\(file): \(word)") }
            }
        }
    }
}
