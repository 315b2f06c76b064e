/// What `dump`, a debugger's summary and a crash report's mirror say of a view: its type, and nothing in it. A person's name, an
/// answer or a digit may stand in any of them. `print` and a log line say the same by the generated `debugDescription`.
public protocol NothingToMirror: CustomReflectable {}

extension NothingToMirror {
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension View: NothingToMirror {}
extension Screen: NothingToMirror {}
extension Button: NothingToMirror {}
extension Choice: NothingToMirror {}
extension Field: NothingToMirror {}
extension FieldGroup: NothingToMirror {}
extension Row: NothingToMirror {}
extension ModeView: NothingToMirror {}
extension PinView: NothingToMirror {}
extension Key: NothingToMirror {}
extension NumberView: NothingToMirror {}
extension NumberField: NothingToMirror {}
extension TapView: NothingToMirror {}
extension WaitingView: NothingToMirror {}
extension CompareView: NothingToMirror {}
extension Picture: NothingToMirror {}
extension EligibilityView: NothingToMirror {}
extension StandingView: NothingToMirror {}
extension InputView: NothingToMirror {}
extension QuestionView: NothingToMirror {}
extension ConfirmView: NothingToMirror {}
extension DoneView: NothingToMirror {}
extension RevokeView: NothingToMirror {}
extension NoticeView: NothingToMirror {}
extension Event: NothingToMirror {}
extension ModeEvent: NothingToMirror {}
extension PinEvent: NothingToMirror {}
extension NumberEvent: NothingToMirror {}
extension InputEvent: NothingToMirror {}
extension RevokeEvent: NothingToMirror {}
extension Settings: NothingToMirror {}
