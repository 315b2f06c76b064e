package jp.kyotaku.app.life

import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.SystemClock
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.test.core.app.ApplicationProvider
import jp.kyotaku.app.MainActivity
import jp.kyotaku.app.scene.Hand
import jp.kyotaku.app.scene.SceneApplication
import jp.kyotaku.core.Screen
import jp.kyotaku.scenario.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.xmlpull.v1.XmlPullParser

/** What the app keeps to itself. */
@RunWith(RobolectricTestRunner::class)
class PrivacyTest {
    @get:Rule
    val rule = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<SceneApplication>()

    @Test
    fun `no screen of a visit can be pictured, and only a tap keeps the phone awake`() = aPatient().use { scene ->
        val seen = mutableMapOf<String, Boolean>()
        Hand(rule, scene).use { hand ->
            fun look(screen: String) {
                hand.look(Step.Look(screen))
                hand.activity.onActivity {
                    val flags = it.window.attributes.flags
                    assertTrue(screen, flags and FLAG_SECURE != 0)
                    seen[screen] = flags and FLAG_KEEP_SCREEN_ON != 0
                }
            }
            look("Mode")
            hand.press("訪問診療等")
            look("Pin")
            hand.typePin(PIN)
            hand.press("次へ（カードをかざす）")
            hand.activity.onActivity { seen["Tap"] = it.window.attributes.flags and FLAG_KEEP_SCREEN_ON != 0 }
            hand.await { hand.view().screen is Screen.Eligibility }
            look("Eligibility")
            hand.press("同意登録へ進む（患者に画面を向ける）")
            hand.press("すべての項目に同意する")
            look("Input")
            hand.activity.recreate()
            look("Input")
            hand.press("確認へ進む")
            look("Confirm")
            hand.press("同意内容に登録する")
            look("Done")
        }
        assertEquals(setOf("Tap"), seen.filterValues { it }.keys)
        assertEquals(7, seen.size)
    }

    @Test
    fun `a touch through another app's window is none`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.look(Step.Look("Mode"))
            hand.activity.onActivity { activity ->
                val content = activity.window.decorView
                assertTrue(content.filterTouchesWhenObscured)
                assertTrue(content.onFilterTouchEventForSecurity(touch(flags = 0)))
                assertFalse(content.onFilterTouchEventForSecurity(touch(flags = MotionEvent.FLAG_WINDOW_IS_OBSCURED)))
            }
            hand.look(Step.Look("Mode"))
        }
    }

    @Test
    fun `nothing of a screen goes to autofill or to the capture of content`() = aPatient().use { scene ->
        Hand(rule, scene).use { hand ->
            hand.activity.onActivity {
                val content = it.window.decorView
                assertEquals(View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS, content.importantForAutofill)
                assertEquals(View.IMPORTANT_FOR_CONTENT_CAPTURE_NO_EXCLUDE_DESCENDANTS, content.importantForContentCapture)
            }
            hand.look(Step.Look("Mode"))
        }
    }

    @Test
    fun `nothing of the app goes into a backup or to another phone`() {
        val flags = app.applicationInfo.flags
        assertEquals(0, flags and ApplicationInfo.FLAG_ALLOW_BACKUP)
        assertEquals(0, flags and ApplicationInfo.FLAG_USES_CLEARTEXT_TRAFFIC)
        val everywhere = listOf("root", "file", "database", "sharedpref", "external").flatMap { place ->
            if (place == "external") listOf(place) else listOf(place, "device_$place")
        }.toSet()
        for (rules in listOf("no_backup", "no_data_extraction")) {
            for ((part, places) in excluded(rules)) assertEquals("$rules: $part", everywhere, places)
        }
        assertEquals(setOf("cloud-backup", "device-transfer"), excluded("no_data_extraction").keys)
    }

    @Test
    fun `nobody but the launcher starts anything of the app, and one at a time`() {
        val wanted = PackageManager.GET_ACTIVITIES or PackageManager.GET_SERVICES or
            PackageManager.GET_RECEIVERS or PackageManager.GET_PROVIDERS
        val all = app.packageManager.getPackageInfo(app.packageName, wanted)
        val exported = listOfNotNull(all.activities, all.services, all.receivers, all.providers)
            .flatMap { it.toList() }.filter { it.exported }.map { it.name }
        // A library's receiver is for the developer's shell alone: it asks for android.permission.DUMP.
        assertEquals(listOf(MainActivity::class.java.name), exported.filter { it.startsWith("jp.kyotaku") })
        val activity = all.activities.single { it.name == MainActivity::class.java.name }
        assertEquals(ActivityInfo.LAUNCH_SINGLE_TASK, activity.launchMode)
    }

    private fun touch(flags: Int): MotionEvent {
        val now = SystemClock.uptimeMillis()
        val properties = arrayOf(MotionEvent.PointerProperties())
        val places = arrayOf(MotionEvent.PointerCoords())
        return MotionEvent.obtain(now, now, MotionEvent.ACTION_DOWN, 1, properties, places, 0, 0, 1f, 1f, 0, 0, 0, flags)
    }

    /** For each part of a file of rules, what it excludes as a whole. */
    private fun excluded(file: String): Map<String, Set<String>> {
        val found = mutableMapOf<String, MutableSet<String>>()
        var part = ""
        val xml = app.resources.getXml(app.resources.getIdentifier(file, "xml", "jp.kyotaku.app"))
        while (xml.next() != XmlPullParser.END_DOCUMENT) {
            if (xml.eventType != XmlPullParser.START_TAG) continue
            if (xml.name == "exclude") {
                assertEquals(".", xml.getAttributeValue(null, "path"))
                found.getValue(part) += xml.getAttributeValue(null, "domain")
            } else if (xml.name != "data-extraction-rules") {
                part = xml.name
                found[part] = mutableSetOf()
            }
        }
        assertTrue(found.isNotEmpty())
        return found
    }
}
