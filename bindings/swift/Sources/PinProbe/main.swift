// Makes a visit up to the eligibility, and looks for the command with the PIN in this process's memory. A process of its own:
// nothing else ever handled a PIN in it. The PIN goes no further than this process: the stage presents it to the card.
// Prints one line of JSON.

import Foundation
import KyotakuCore
import KyotakuScenarios

let seen = Seen()
let found = try await Stage().scene { scene in
    let shell = try Shell(scene, reader: Watched(SceneReader(scene, presenting: .stage), seen))
    try await shell.look("Mode")
    try shell.press("訪問診療等")
    for digit in ["1", "2", "3", "4"] { try shell.type(digit) }
    try shell.press("次へ（カードをかざす）")
    try await shell.look("Eligibility", ["資格は有効です"])
    guard let needle = seen.needle else { throw Failure("no PIN was presented") }
    let presented = try await scene.card().verify
    let ofPin = try Memory.count(needle)
    let planted = try Planted()
    defer { planted.wipe() }
    return ["presented": presented, "ofPin": ofPin, "ofPlanted": try Memory.count(planted.needle)]
}
print(String(decoding: try JSONEncoder().encode(found), as: UTF8.self))
