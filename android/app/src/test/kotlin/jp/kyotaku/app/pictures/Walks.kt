package jp.kyotaku.app.pictures

import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import androidx.test.core.app.ApplicationProvider
import java.time.Duration
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.scenario.Step
import kotlinx.serialization.json.Json
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock

/** A visit that shows screens on its way: what its scene starts from, and the way. */
internal class Walk(val name: String, val given: String, val way: Stroller.() -> Unit)

/** Somebody who walks through a visit, and shows what is worth looking at. */
internal class Stroller(private val hand: Hand, val shown: (String) -> Unit) {
    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()

    fun press(label: String, of: String? = null) = hand.press(label, of)

    fun pin(digits: String) = hand.typePin(digits)

    fun number(digits: String) = hand.typeNumber(digits)

    /** Waits until this stands. */
    fun see(screen: String, vararg lines: String) = hand.look(Step.Look(screen, lines.toList()))

    /** Waits until this stands, and shows it by this name. */
    fun show(name: String, screen: String, vararg lines: String) {
        see(screen, *lines)
        shown(name)
    }

    /** Waits until what was given to go wrong has gone wrong. */
    fun itHappened() = hand.direct(Json.parseToJsonElement("""{"await": "mishaps"}"""))

    /** As on a phone that was made without. */
    fun takeNfcAway() = app.packageManager.let { shadowOf(it).setSystemFeature(PackageManager.FEATURE_NFC, false) }

    fun switchNfcOff() = shadowOf(NfcAdapter.getDefaultAdapter(app)).setEnabled(false)

    /** Nobody touches the phone, and it covers itself. */
    fun leaveAlone(minutes: Long) {
        ShadowSystemClock.advanceBy(Duration.ofMinutes(minutes))
        hand.await { hand.covered }
    }

    fun begin() {
        see("Mode")
        press("訪問診療等")
    }

    fun toEligibility() {
        begin()
        pin("1234")
        press("次へ（カードをかざす）")
        see("Eligibility")
    }

    /** The presses of the notice, up to 2 確認. */
    fun theNoticesPresses() {
        press("同意登録へ進む（患者に画面を向ける）")
        press("すべての項目に同意する")
        press("同意しない", "診療情報および薬剤情報の提供")
    }
}

private const val VALID = """{"patient": "valid"}"""

private const val BOTH_FORMS =
    """{"手術": true, "診療": true, "薬剤": true, "健診": true, "特定疾病": true, "電子カルテ情報共有": true, "電子処方箋利用区分": 2, "発行形態選択タイミング": 2}"""

/** Together they show every screen, in the states that look most different; of a screen that has many, not all. */
internal val WALKS = listOf(
    Walk("the notice's case", VALID) {
        show("mode", "Mode")
        press("訪問診療等")
        show("pin", "Pin", "0/4")
        pin("12")
        show("pin-partly", "Pin", "2/4")
        press("次へ（カードをかざす）")
        show("pin-hint", "Pin", "暗証番号は4桁です。4桁とも入力してください。")
        pin("34")
        press("次へ（カードをかざす）")
        show("eligibility", "Eligibility")
        press("同意登録へ進む（患者に画面を向ける）")
        show("input", "Input")
        press("確認へ進む")
        show("input-missing", "Input", "手術情報の提供: 未選択 ！")
        press("すべての項目に同意する")
        press("同意しない", "診療情報および薬剤情報の提供")
        show("input-notice", "Input", "診療情報および薬剤情報の提供: 同意しない")
        press("確認へ進む")
        show("confirm", "Confirm")
        press("同意内容に登録する")
        show("done", "Done", "登録が完了しました。")
        press("終了する")
        toEligibility()
        show("eligibility-standing", "Eligibility")
        press("登録済みの同意を取り消す")
        show("revoke", "Revoke")
        press("すべての同意", "取り消す同意")
        press("患者の希望による取り消し", "取り消しの理由")
        show("revoke-chosen", "Revoke")
        press("確認へ進む")
        show("revoke-confirm", "Confirm")
        press("取り消す")
        show("revoke-done", "Done")
    },
    Walk("no card comes", """{"patient": "valid", "card": {"faults": [{"at": "connect", "fault": "hangs"}]}}""") {
        begin()
        pin("1234")
        press("次へ（カードをかざす）")
        itHappened()
        show("tap", "Tap")
    },
    Walk("the card is being read", """{"patient": "valid", "card": {"faults": [{"at": "sign", "fault": "hangs"}]}}""") {
        begin()
        pin("1234")
        press("次へ（カードをかざす）")
        itHappened()
        show("tap-reading", "Tap")
    },
    Walk("without the PIN", VALID) {
        begin()
        press("暗証番号を使わずに確認する（目視）")
        number("15")
        show("number", "Number")
        number("051220351942")
        show("number-whole", "Number")
        press("次へ（カードをかざす）")
        show("compare", "Compare")
        press("判断できません")
        show("notice-cannot-tell", "Notice")
    },
    Walk("the registration is under way", """{"patient": "valid", "service": [{"call": "register", "fault": "answer-held"}]}""") {
        toEligibility()
        theNoticesPresses()
        press("確認へ進む")
        press("同意内容に登録する")
        show("waiting", "Waiting")
    },
    Walk("the registration's answer is lost", """{"patient": "valid", "service": [{"call": "register", "fault": "answer-lost"}]}""") {
        toEligibility()
        theNoticesPresses()
        press("確認へ進む")
        press("同意内容に登録する")
        show("notice-unconfirmed", "Notice")
    },
    Walk("what the service holds differs", """{"patient": "valid", "service": [{"call": "register", "fault": "receipt-differs"}]}""") {
        toEligibility()
        theNoticesPresses()
        press("確認へ進む")
        press("同意内容に登録する")
        show("done-differs", "Done")
    },
    Walk("a wrong PIN", VALID) {
        begin()
        pin("9999")
        press("次へ（カードをかざす）")
        show("notice-pin", "Notice")
    },
    Walk("one try is left", """{"patient": "valid", "card": {"tries_left": 1}}""") {
        begin()
        pin("1234")
        press("次へ（カードをかざす）")
        show("notice-last-try", "Notice")
    },
    Walk("the patient chooses the prescription's form", """{"patient": "valid", "settings": $BOTH_FORMS}""") {
        toEligibility()
        press("同意登録へ進む（患者に画面を向ける）")
        show("input-prescription", "Input")
    },
    Walk("NFC is off", VALID) {
        see("Mode")
        switchNfcOff()
        shown("nfc-off")
        press("訪問診療等")
        see("Pin")
        switchNfcOff()
        shown("nfc-off-pin")
    },
    Walk("the phone has no NFC", VALID) {
        see("Mode")
        takeNfcAway()
        shown("nfc-absent")
    },
    Walk("the phone is left alone", VALID) {
        toEligibility()
        leaveAlone(minutes = 2)
        shown("covered")
    },
    Walk("the service is not reached", """{"patient": "valid", "wire": "down"}""") { show("notice-unreachable", "Notice") },
    Walk("an eligibility that was lost", """{"patient": "invalid"}""") {
        toEligibility()
        show("eligibility-invalid", "Eligibility")
    },
    Walk("several eligibilities", """{"patient": "several"}""") {
        toEligibility()
        show("eligibility-several", "Eligibility")
    },
)
