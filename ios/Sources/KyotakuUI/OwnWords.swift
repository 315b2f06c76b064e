/// The shell's own words: what the core cannot know of. Everything else that a person reads is the core's.
///
/// They stand in the code, and not in a strings catalogue: the core speaks Japanese alone, so there is nothing to choose from; and
/// a catalogue is read by Xcode's build only, so that no test on Linux would see what a screen says.
enum OwnWords {
    static let appName = "居宅（マイナ資格確認）"

    static let notEnrolledHeading = "この端末は登録されていません"
    static let notEnrolledToDo = "医療機関の管理者に、端末管理（MDM）での設定の確認を依頼してください。"
    static let notEnrolledUnchanged = "資格確認も同意の登録も行われていません。"
    static let missing = "サービスの接続先、端末の認証情報、端末の名前のうち、設定されていないものがあります。"
    static let address = "サービスの接続先（URL）が正しくありません。https:// で始まる、利用者名や ? を含まないURLを設定してください。"
    static let token = "端末の認証情報が正しくありません。発行されたとおりに、空白や改行を入れずに設定してください。"
    static let device = "端末の名前が正しくありません。半角の英数字と記号で設定してください。"
    static let roots = "信頼する認証局の証明書を読み取れません。"
    static let system = "この端末では通信の準備ができませんでした。端末を再起動してください。"

    static let noReaderTitle = "この端末ではカードを読み取れません"
    static let noReaderBody = "この端末には、カードを読み取る機能（NFC）がありません。iPadでは読み取れません。NFCのあるiPhoneを使ってください。"

    static let coveredHeading = "表示を隠しています"
    static let coveredBody = "しばらく操作がなかったため、内容を隠しました。操作は中止されていません。続きは、職員が開いてください。"
    static let coveredWithoutLock =
        "この端末にはパスコードが設定されていないため、誰でも続きを開くことができます。端末の設定で、パスコードを設定してください。"
    static let coveredUnlock = "端末のロックを解除して続ける"
    static let coveredGoOn = "続ける"
    static let coveredAsk = "続けるには、端末のロックを解除してください。"

    static let capturedBody = "画面の録画中や、ほかの画面に映している間は、内容を表示しません。録画や共有を止めると、続きから操作できます。操作は中止されていません。"
}
