package jp.kyotaku.app

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.scenario.Scene
import jp.kyotaku.scenario.Step
import kotlinx.serialization.json.Json
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The main path, once: from the mode to the receipt. */
@RunWith(RobolectricTestRunner::class)
class FirstVisitTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    @Test
    fun `from the mode to the receipt`() {
        Scene.set(Json.parseToJsonElement("""{"patient": "valid"}""")).use { scene ->
            Hand(rule, scene).use { hand ->
                hand.press("訪問診療等")
                hand.typePin("1234")
                hand.press("次へ（カードをかざす）")
                hand.look(Step.Look("Eligibility"))
                hand.press("同意登録へ進む（患者に画面を向ける）")
                hand.press("すべての項目に同意する")
                hand.press("確認へ進む")
                hand.press("同意内容に登録する")
                hand.look(Step.Look("Done", shows = listOf("登録が完了しました。")))
            }
            assertEquals(1, scene.registered().size)
        }
    }
}
