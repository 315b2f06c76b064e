# Longer than 300 lines because every word stands in one place.
# Every word that a person reads during a visit.
# The words of the consent form are those of the notice of 22 January 2025, letter by letter; notice-words.txt lists them.

## The frame

back = 戻る
cancel = 中止する
step-input = 入力
step-confirm = 確認
step-done = 完了
step-spoken = 3つの手順のうち { $step } 番目
channel-visit-app = マイナ資格確認アプリ
channel-reception-web = マイナ在宅受付Web
channel-face-reader = 顔認証付きカードリーダー
reference = 控え番号
footer-device = 端末 { $device }
last-words = 未確認：登録されたかどうかが分からないまま終わりました。控え番号 { $reference }

## Choose the mode

mode-heading = 資格確認
mode-loading = 医療機関の設定を確認しています。
mode-lead = 診療の種類を選んでください。
mode-home-visit = 訪問診療等
mode-online-outpatient = オンライン診療等・外来診療等（通常とは異なる動線）
mode-outpatient = 外来

## PIN

pin-heading = 暗証番号の入力
pin-lead = マイナンバーカードの暗証番号（4桁の数字）を入力してください。利用者証明用電子証明書の暗証番号です。
pin-spoken = 4桁のうち { $entered } 桁入力済み
pin-delete = 1文字消す
pin-next = 次へ（カードをかざす）
pin-incomplete = 暗証番号は4桁です。4桁とも入力してください。
pin-without-pin = 暗証番号を使わずに確認する（目視）
secret-pin = 暗証番号
secret-number = 照合番号B
tries-untouched = { $secret }の残り回数は減っていません。
tries-full = { $secret }は正しく照合されました。残り回数は減っていません。
tries-left = あと { $left } 回まちがえると、{ $secret }がロックされます。
tries-none = { $secret }の残り回数はなくなりました。
tries-unknown = { $secret }の残り回数が1回減ったかもしれません。残りが1回のときは、使う前にお知らせします。
tries-count = { $secret }の残り回数：{ $left }回

## 照合番号B

number-heading = 照合番号Bの入力（目視）
number-lead = マイナンバーカードの表面を見て、照合番号B（生年月日、有効期限の西暦年、セキュリティコード）を入力してください。生年は和暦の年、セキュリティコードは4桁の数字です。
number-birth-year = 生まれた年（和暦）
number-birth-month = 生まれた月
number-birth-day = 生まれた日
number-expiry-year = 有効期限の西暦年
number-security-code = セキュリティコード
number-spoken = { $field }、{ $length }桁のうち { $entered } 桁入力済み { $digits }
number-missing = まだ入力が終わっていません：{ $fields }
number-impossible = 「{ $field }」が正しくありません。カードの表面と見比べて、入力し直してください。

## Compare with the portrait (目視)

compare-heading = 顔写真の確認（目視）
compare-lead = カードから読み出した顔写真と、目の前の患者を見比べてください。写真は保存も送信もしません。
compare-portrait = カードの顔写真
compare-expires-on = カードの有効期限
compare-same = 本人です
compare-different = 本人ではありません
compare-cannot-tell = 判断できません

## Tap

tap-heading = カードの読み取り
tap-heading-asking = 残り回数の確認
tap-preparing-lead = まだカードをかざさないでください。
tap-preparing = 読み取りの準備をしています。
tap-lead = マイナンバーカードをカードリーダーに置いてください。
tap-lead-phone = マイナンバーカードをスマートフォンの裏側に当ててください。
tap-position-reader = カード全体が、リーダーの台の上に重なるように置いてください。
tap-position-reader-other = いったんカードを離し、裏返すか向きを変えて、リーダーの台の中央に置いてください。
tap-position-upper-edge = カードの中央に、スマートフォンの裏側の上端（カメラのある側）を当ててください。
tap-position-upper-edge-other = 当てる位置を変えてください。カードを机に置き、スマートフォンの上端を、カードの中央から少しずつ下へずらしてください。
tap-position-middle = カードの中央に、スマートフォンの裏側の中央を当ててください。
tap-position-middle-other = 当てる位置を変えてください。スマートフォンの裏側の上寄りに、カードの中央を当ててください。
tap-position-unknown = 読み取り面（カードリーダーの台、またはスマートフォンの裏側）にカードの中央を当ててください。
tap-position-unknown-other = 当てる位置を変えてください。スマートフォンのときは、裏側の中央と上端の両方を試してください。
tap-limit = カードを待つのは{ $seconds }秒までです。
tap-hold = そのまま動かさないでください。
tap-waiting = カードを待っています。
tap-found = カードを確認しています。
tap-identifying = 何のカードかを確認しています。
tap-verifying = 暗証番号を照合しています。
tap-verifying-number = 照合番号Bを照合しています。
tap-reading-surface = 顔写真を読み取っています。
tap-reading = 電子証明書を読み取っています。
tap-signing = カードで署名しています。
tap-advice = 読み取れないときは、カードをケースから出し、位置を少し変えて、数秒間そのまま置いてください。
tap-advice-other = 続けて読み取れませんでした。カードとスマートフォンをケースから出し、上に書いた別の位置で、数秒間そのまま動かさないでください。

## Calls to the service

checking-heading = 資格確認
checking-message = 資格情報を照会しています。カードを離してかまいません。
registering-heading = 同意登録
registering-message = 同意の内容を登録しています。終わるまでお待ちください。
registering-stop-waiting = 待つのをやめる（登録は取り消されません）

## Eligibility

eligibility-heading = 資格確認の結果
eligibility-open-form = 同意登録へ進む（患者に画面を向ける）
eligibility-finish = 最初に戻る
eligibility-nothing-asked = この医療機関には、同意を確認する項目がありません。
eligibility-no-form = この状態では同意の登録はできません。登録済みの同意は変わっていません。
validity-valid = 資格は有効です
validity-invalid = 資格は無効です
validity-invalid-new-exists = 資格は無効です（新しい資格があります）
validity-none-found = 該当する資格がありません
validity-several = 複数の資格が該当しました
validity-valid-unregistered = 資格は有効です（医療扶助・未登録）
explain-invalid = 資格喪失日と喪失事由を確かめ、患者に新しい保険の手続きをしたか尋ねてください。
explain-invalid-new-exists = 新しい資格が登録されています。患者に保険の変更を確かめてください。
explain-none-found = 保険者の登録がないか、まだ反映されていません。患者に加入している保険を確かめてください。
explain-several = 複数の資格が見つかりました。下のすべての資格を患者と確かめてください。
explain-valid-unregistered = 医療扶助の資格ですが、未登録です。医療機関の担当者に確かめてください。
explain-unknown = このアプリが知らない状態です。表示されたコードをコールセンターに伝えてください。
explain-lag = { $since } からの変更が、まだ反映されていません（登録の遅れ）。日をおいて、もう一度照会してください。
explain-certificate-expired = カードの電子証明書は { $day } に有効期限が切れました。資格確認は期限から3か月間できますが、同意の登録はできません。市区町村の窓口で更新するよう伝えてください。
insurance-title = 資格情報
insurance-title-numbered = 資格情報 { $number }
unknown-code = 不明なコード（{ $code }）
field-name = 氏名
field-kana = 氏名カナ
field-other-name = 別名
field-other-kana = 別名カナ
field-birth-date = 生年月日
field-sex = 性別
field-address = 住所
field-classification = 証区分
field-insurer-name = 保険者名
field-insurer-number = 保険者番号
field-symbol-and-number = 記号・番号
field-branch = 枝番
field-relationship = 本人・家族
field-qualified-on = 資格取得日
field-disqualified-on = 資格喪失日
field-loss-reason = 喪失事由
field-valid = 有効期間
field-ratio = 負担割合
field-elderly = 高齢受給者証
field-limit = 限度額適用
field-specific-disease = 特定疾病
note-missing-character = ●は保険者のシステムにない文字です。カナで確かめてください。
birth-date-and-age = { $date } { $age }歳
date-gregorian = { $year }年{ $month }月{ $day }日
date-both = { $era }{ $eraYear }年{ $month }月{ $day }日（{ $year }年）
date-and-time = { $date } { $hour }時{ $minute }分
era-meiji = 明治
era-taisho = 大正
era-showa = 昭和
era-heisei = 平成
era-reiwa = 令和
era-first-year = 元
period = { $from }～{ $until }
ratio = { $tenths }割
sex-male = 男
sex-female = 女
sex-not-set = 未設定
loss-death = 死亡
loss-public-assistance = 生活保護の開始
loss-other-insurance = 他の保険の取得
loss-other = その他
relationship-insured = 本人
relationship-family = 家族
classification-general = 一般
classification-retired = 退職
classification-short-term = 短期
classification-special-expense = 特別療養費
classification-special-retired = 特例退職
classification-self-defence = 自衛官
classification-medical-assistance = 医療扶助
limit-01 = 限度額
limit-02 = 限度額・標準負担減額
limit-03 = 標準負担減額
limit-a01 = 区分ア
limit-a02 = 区分イ
limit-a03 = 区分ウ
limit-a04 = 区分エ
limit-a05 = 区分オ
limit-a06 = 区分オ（境）
limit-by-code = 区分コード { $code }
disease-dialysis = 人工透析
disease-coagulation-factor = 血液凝固因子
disease-hiv = HIV

## 1 入力

input-heading = 同意登録
input-lead = この医療機関に、次の情報を提供することに同意しますか。
agree-all = すべての項目に同意する
decline-all = すべての項目に同意しない
agree = 同意する
decline = 同意しない
not-answered = 未選択
question-surgery = 手術情報の提供
question-diagnosis-and-medication = 診療情報および薬剤情報の提供
question-diagnosis = 診療情報の提供
question-medication = 薬剤情報の提供
question-checkups = 特定健診等情報の提供
question-medical-care = 療養情報の提供
question-specific-disease = 特定疾病療養受療証情報の提供
question-prescription-form = 処方箋の発行方法
form-electronic = 電子
form-paper = 紙
input-next = 確認へ進む
input-missing = まだ選んでいない項目があります：{ $questions }

## 2 確認

confirm-heading = 同意登録内容の確認
confirm-lead = 次の内容で登録します。まちがいがなければ登録し、変えるときは「修正する」を押してください。
rows-title = 登録内容
row-without-question = 対応する質問のない項目
confirm-register = 同意内容に登録する
confirm-change = 修正する
item-surgery = 手術情報
item-diagnosis = 診療情報
item-medication = 薬剤情報
item-checkups = 特定健診等情報
item-medical-care = 療養情報
item-specific-disease = 特定疾病療養受療証情報

## 3 完了

done-heading = 同意登録
done-message = 登録が完了しました。
done-read-back = 下の内容は、登録先のシステムから読み出したものです。
done-differs = 登録された内容が、確認した内容と違います。
done-differs-unchanged = 確認画面の内容とは別の内容が、登録先のシステムに記録されています。
done-differs-to-do = 患者に伝え、登録番号をひかえて、すぐにコールセンターに連絡してください。
receipt-number = 登録番号
receipt-time = 登録日時
receipt-channel = 登録経路
receipt-device = 登録端末
receipt-app = 登録アプリ
done-finish = 終了する

## Notices: buttons and what was not changed

notice-finish = 最初に戻る
notice-ask-again = もう一度問い合わせる
notice-ask-outcome = 登録結果をもう一度問い合わせる
notice-register-again = もう一度登録する
notice-tap-again = もう一度カードをかざす
notice-type-pin = 暗証番号を入力する
notice-type-pin-again = 暗証番号を入力し直す
notice-spend-last-try = 最後の1回を使って続ける
notice-type-number = 照合番号Bを入力する
notice-type-number-again = 照合番号Bを入力し直す
notice-ask-tries = カードをかざして残り回数を確かめる
notice-with-pin = 暗証番号で確認する
notice-without-pin = 暗証番号を使わずに確認する（目視）
notice-compare-again = もう一度読み取って見比べる
notice-leave-unconfirmed = 未確認のまま終える
notice-draw-form = 新しい項目で入力し直す
unchanged-start = この操作では、まだ何も登録していません。これまでの登録には影響しません。
unchanged-consent = 今回の操作では、同意は何も登録していません。登録済みの同意は元のままです。
unchanged-nothing-sent = オンライン資格確認等システムには、何も送っていません。
unchanged-registration = 今回の内容は登録されていません。登録済みの同意は元のままです。
unchanged-unknown = 今回の内容が登録されたかどうかは、まだ分かりません（未確認）。
detail-reason = 理由
detail-number = 問い合わせ番号
detail-card = カードの応答

## Notices: the card

card-no-card =
    .heading = カードが見つかりません
    .happened = 時間内にカードが読み取れませんでした。
    .to-do = カードを用意し、もう一度かざしてください。
card-pin-incomplete =
    .heading = 暗証番号が足りません
    .happened = 暗証番号が4桁そろっていないため、カードには何も送っていません。
    .to-do = 暗証番号を入力し直してください。
card-number-incomplete =
    .heading = 照合番号Bが足りません
    .happened = 照合番号Bが14桁そろっていないため、カードには何も送っていません。
    .to-do = 照合番号Bを入力し直してください。
card-residence =
    .heading = 在留カードです
    .happened = かざされたのは、在留カードか特別永住者証明書です。
    .to-do = マイナンバーカードを1枚だけかざしてください。
card-driving-licence =
    .heading = 運転免許証です
    .happened = かざされたのは、運転免許証です。
    .to-do = マイナンバーカードを1枚だけかざしてください。運転免許証と一体のマイナンバーカードなら、もう一度かざしてください。
card-transit =
    .heading = 交通系ICカードなど、別の方式のカードです
    .happened = かざされたカードは、マイナンバーカードとは別の方式（交通系ICカードなど）です。
    .to-do = ほかのカードを離し、マイナンバーカードを1枚だけかざしてください。
card-phone-needs-pin =
    .heading = スマートフォンの電子証明書です
    .happened = かざされたのは、スマートフォンに入った電子証明書です。顔写真がないため、目視では確認できません。
    .to-do = 暗証番号で確認するか、カードそのものをかざしてください。
card-expired =
    .heading = カードの有効期限が切れています
    .happened = このマイナンバーカードは、有効期限が過ぎています。
    .to-do = 市区町村の窓口で新しいカードを申請するよう伝えてください。今日の資格確認は別の方法で行ってください。
card-not-my-number =
    .heading = マイナンバーカードではありません
    .happened = かざされたカードには、公的個人認証の機能がありません。
    .to-do = マイナンバーカードを1枚だけかざしてください。
card-collision =
    .heading = カードが2枚以上あります
    .happened = 2枚以上のカードが、同時に応答しました。カードには何も送っていません。
    .to-do = ほかのカードやケースを離し、マイナンバーカードを1枚だけかざしてください。
card-last-try =
    .heading = 暗証番号はあと1回です
    .happened = このカードの暗証番号は、あと1回まちがえるとロックされます。カードにはまだ暗証番号を送っていません。
    .to-do = 患者に暗証番号を確かめてください。確かなときだけ、最後の1回を使って続けてください。
card-number-last-try =
    .heading = 照合番号Bはあと1回です
    .happened = このカードの照合番号Bは、あと1回まちがえるとロックされます。カードにはまだ照合番号Bを送っていません。
    .to-do = 入力した数字をカードの表面と見比べてください。確かなときだけ、最後の1回を使って続けてください。
card-wrong-number =
    .heading = 照合番号Bが違います
    .happened = カードが照合番号Bを受け付けませんでした。
    .to-do = カードの表面と見比べて、照合番号Bを入力し直してください。生年は和暦、有効期限は西暦です。
card-number-just-blocked =
    .heading = 照合番号Bがロックされました
    .happened = 照合番号Bを続けてまちがえたため、照合番号Bがロックされました。
    .to-do = 住民票のある市区町村の窓口に相談してください。今日は、患者が暗証番号を知っていれば、暗証番号で確認できます。
card-number-blocked =
    .heading = 照合番号Bがロックされています
    .happened = このカードの照合番号Bは、すでにロックされています。
    .to-do = 住民票のある市区町村の窓口に相談してください。今日は、患者が暗証番号を知っていれば、暗証番号で確認できます。
card-number-lost-during-verify =
    .heading = 照合番号Bの照合中にカードが離れました
    .happened = 照合番号Bを照合している間にカードが離れたため、照合の結果が分かりません。
    .to-do = 同じカードをかざして残り回数を確かめるか、照合番号Bを入力し直してください。
card-wrong-pin =
    .heading = 暗証番号が違います
    .happened = カードが暗証番号を受け付けませんでした。
    .to-do = 患者に暗証番号を確かめ、入力し直してください。
card-just-blocked =
    .heading = 暗証番号がロックされました
    .happened = 暗証番号を続けてまちがえたため、この暗証番号がロックされました。
    .to-do = 住民票のある市区町村の窓口で、暗証番号の再設定を受けてください。今日の資格確認は、顔写真の目視か、別の方法で行ってください。
card-blocked =
    .heading = 暗証番号がロックされています
    .happened = このカードの暗証番号は、すでにロックされています。
    .to-do = 住民票のある市区町村の窓口で、暗証番号の再設定を受けてください。今日の資格確認は、顔写真の目視か、別の方法で行ってください。
card-lost =
    .heading = カードが離れました
    .happened = 読み取りの途中でカードが離れました。
    .to-do = もう一度カードを置き、「カードを離してかまいません」と出るまで動かさないでください。
card-lost-during-verify =
    .heading = 暗証番号の照合中にカードが離れました
    .happened = 暗証番号を照合している間にカードが離れたため、照合の結果が分かりません。
    .to-do = 同じカードをかざして残り回数を確かめるか、暗証番号を確かめて入力し直してください。
card-silent =
    .heading = カードが応答しません
    .happened = カードからの応答が途絶えました。
    .to-do = カードをいったん離し、位置を変えてもう一度置いてください。
card-no-certificate =
    .heading = 電子証明書がありません
    .happened = このカードには、利用者証明用電子証明書が入っていません（子どものカードなど）。
    .to-do = 市区町村の窓口で電子証明書を発行できます。今日の資格確認は別の方法で行ってください。
card-unreadable =
    .heading = カードを読み取れません
    .happened = カードが予期しない応答をしました。
    .to-do = もう一度かざしてください。続くときは、カードの応答をコールセンターに伝えてください。

## Notices: the reader

reader-none =
    .heading = カードリーダーがありません
    .happened = カードリーダーが接続されていません。
    .to-do = カードリーダーを接続し、もう一度かざしてください。
reader-gone =
    .heading = カードリーダーが外れました
    .happened = カードリーダーの接続が切れました。
    .to-do = カードリーダーをつなぎ直し、もう一度かざしてください。
reader-busy =
    .heading = カードが使用中です
    .happened = ほかのプログラムがカードを使っています。
    .to-do = ほかのプログラムを閉じてから、もう一度かざしてください。
reader-no-service =
    .heading = カードリーダーを使えません
    .happened = この端末のカード読み取り機能（PC/SC）が動いていません。
    .to-do = 端末を再起動してください。続くときは、システム担当者に連絡してください。
reader-failed =
    .heading = カードリーダーを使えません
    .happened = カードリーダーとの通信に失敗しました。
    .to-do = カードリーダーをつなぎ直し、もう一度かざしてください。

## Notices: the service before the registration

service-unreachable =
    .heading = 接続できません
    .happened = オンライン資格確認等システムに接続できませんでした。
    .to-do = 電波とネットワークを確かめ、もう一度問い合わせてください。Wi-Fiで続くときは、モバイル通信で試してください。
service-no-answer =
    .heading = 応答がありません
    .happened = オンライン資格確認等システムから応答がありませんでした。
    .to-do = 少し待ってから、もう一度問い合わせてください。
service-garbled =
    .heading = 応答を読み取れません
    .happened = オンライン資格確認等システムから、読み取れない応答がありました。
    .to-do = もう一度問い合わせてください。続くときは、ネットワークの途中に別の画面（Wi-Fiの認証など）がないか確かめてください。
service-failed =
    .heading = システムの障害です
    .happened = オンライン資格確認等システムで障害が起きています。
    .to-do = 少し待ってから、もう一度問い合わせてください。続くときは、問い合わせ番号をコールセンターに伝えてください。
service-refused =
    .heading = 照会が受け付けられません
    .happened = オンライン資格確認等システムが、照会を受け付けませんでした。
    .to-do = 理由と問い合わせ番号をコールセンターに伝えてください。
service-unauthorized =
    .heading = この端末は登録されていません
    .happened = この端末の登録が確認できませんでした。
    .to-do = 医療機関の管理者に、端末の登録を確かめてもらってください。
service-mode-not-enabled =
    .heading = この診療の種類は利用できません
    .happened = 選んだ診療の種類が、医療機関の環境設定情報で「利用する」になっていません。
    .to-do = 最初に戻って選び直すか、医療機関の管理者に設定を確かめてもらってください。
service-challenge =
    .heading = 読み取りからやり直してください
    .happened = カードの読み取り結果を、照会に使えませんでした（照会用の番号の期限切れなど）。
    .to-do = 暗証番号を入力し、もう一度カードをかざしてください。
service-certificate-expired =
    .heading = 電子証明書の有効期限が切れています
    .happened = カードの電子証明書は、有効期限から3か月が過ぎています。
    .to-do = 市区町村の窓口で電子証明書を更新してください。今日の資格確認は別の方法で行ってください。
service-certificate-not-yet-valid =
    .heading = 電子証明書がまだ有効ではありません
    .happened = カードの電子証明書の有効期間が始まっていません。
    .to-do = 今日の資格確認は別の方法で行ってください。続くときは、市区町村の窓口に相談してください。
service-test-card =
    .heading = テスト用のカードです
    .happened = かざされたのは、試験用の電子証明書の入ったカードです。患者の資格確認には使えません。
    .to-do = 患者のマイナンバーカードで、最初からやり直してください。
service-certificate-revoked =
    .heading = 電子証明書が失効しています
    .happened = カードの電子証明書は失効しています（届け出による停止、カードの再発行など）。
    .to-do = 市区町村の窓口で電子証明書を確かめるよう、患者に伝えてください。今日の資格確認は別の方法で行ってください。
service-certificate-unknown =
    .heading = 読み取りからやり直してください
    .happened = 省略して読み取った電子証明書が、システムに見つかりませんでした。
    .to-do = 暗証番号を入力し、もう一度カードをかざしてください。次は電子証明書を全部読み取ります。
service-record-untrusted =
    .heading = カードの券面情報を確認できません
    .happened = カードの券面情報（顔写真など）が、発行元の記録したものと確認できませんでした。
    .to-do = 患者のマイナンバーカードであることを確かめてください。続くときは、問い合わせ番号をコールセンターに伝えてください。
service-record-of-another =
    .heading = 券面情報と電子証明書の人が違います
    .happened = カードの券面情報（生年月日、性別）が、電子証明書の人の登録内容と合いませんでした。
    .to-do = 患者のマイナンバーカードであることを確かめてください。続くときは、問い合わせ番号をコールセンターに伝えてください。
service-certificate-untrusted =
    .heading = 電子証明書を確認できません
    .happened = カードの電子証明書が、公的個人認証の発行したものと確認できませんでした。
    .to-do = 患者のマイナンバーカードであることを確かめてください。続くときは、問い合わせ番号をコールセンターに伝えてください。
service-signature =
    .heading = カードの署名を確認できません
    .happened = カードの署名が、電子証明書と合いませんでした。
    .to-do = 暗証番号を入力し、もう一度カードをかざしてください。
service-challenge-number =
    .heading = 読み取りからやり直してください
    .happened = カードの読み取り結果を、照会に使えませんでした（照会用の番号の期限切れなど）。
    .to-do = 照合番号Bを入力し、もう一度カードをかざしてください。
service-signature-number =
    .heading = カードの署名を確認できません
    .happened = カードの署名が、カードの券面情報と合いませんでした。
    .to-do = 照合番号Bを入力し、もう一度カードをかざしてください。

## Notices: the comparison

compare-not-the-holder =
    .heading = 本人ではありません
    .happened = カードの顔写真が、目の前の患者ではないと判断されました。
    .to-do = カードを持ち主に返し、患者本人のカードであることを確かめて、最初からやり直してください。
compare-not-told =
    .heading = 本人かどうか判断できません
    .happened = カードの顔写真では、本人かどうかが判断されませんでした。
    .to-do = 暗証番号で確認するか、もう一度読み取って見比べてください。どちらもできないときは、資格確認を別の方法で行ってください。

## Notices: the registration

registration-unreachable =
    .heading = 登録できませんでした
    .happened = オンライン資格確認等システムに接続できませんでした。
    .to-do = 電波とネットワークを確かめ、もう一度登録してください。入力した内容は残っています。
registration-settings-changed =
    .heading = 医療機関の設定が変わりました
    .happened = 入力している間に、医療機関の環境設定情報が変わりました。
    .to-do = 新しい項目で、患者にもう一度選んでもらってください。
registration-check-expired =
    .heading = 資格確認からやり直してください
    .happened = 資格確認から時間がたったため、この資格確認では登録できません。
    .to-do = 暗証番号を入力し、もう一度カードをかざしてください。
registration-check-used =
    .heading = 資格確認からやり直してください
    .happened = この資格確認では、別の内容がすでに登録されています。
    .to-do = 登録し直すときは、暗証番号を入力し、もう一度カードをかざしてください。
registration-certificate-expired =
    .heading = 同意を登録できません
    .happened = カードの電子証明書の有効期限が切れているため、同意を登録できません。
    .to-do = 市区町村の窓口で電子証明書を更新するよう、患者に伝えてください。
registration-refused =
    .heading = 登録が受け付けられません
    .happened = オンライン資格確認等システムが、登録の内容を受け付けませんでした。
    .to-do = 理由と問い合わせ番号をコールセンターに伝えてください。
notice-unconfirmed =
    .heading = 未確認
    .happened = 登録を送りましたが、登録されたかどうかを確かめられていません。
    .to-do = 「登録結果をもう一度問い合わせる」を押してください。何度押しても、二重に登録されることはありません。
notice-left-unconfirmed =
    .heading = 未確認のまま終わりました
    .happened = 登録の結果が分からないまま、操作を終わりました。
    .to-do = 控え番号をひかえ、登録されたかどうかをコールセンターに確かめてください。
notice-no-mode =
    .heading = 利用できる診療の種類がありません
    .happened = 医療機関の環境設定情報で、訪問診療等とオンライン・外来のどちらも「利用する」になっていません。
    .to-do = 医療機関の管理者に設定を確かめてもらってください。
notice-left-alone =
    .heading = 入力をやめました
    .happened = しばらく操作がなかったため、入力した暗証番号を消しました。
    .to-do = 続けるときは、暗証番号を入力してください。
notice-left-alone-number =
    .heading = 入力をやめました
    .happened = しばらく操作がなかったため、入力した照合番号Bを消しました。
    .to-do = 続けるときは、照合番号Bを入力してください。
notice-left-alone-portrait =
    .heading = 顔写真を消しました
    .happened = しばらく操作がなかったため、読み出した顔写真を消しました。
    .to-do = 続けるときは、照合番号Bを入力し、もう一度カードをかざしてください。
notice-cancelled =
    .heading = 中止しました
    .happened = 操作を中止しました。
    .to-do = 続けるときは、最初からやり直してください。
