package jp.kyotaku.scenario

/** Its last step: to add others after. */
internal const val LAST_STEP = """{"screen": "Input", "shows": ["手術情報の提供: 同意しない", "● 同意しない"]}"""

/** A short visit that goes as it is written: to the form. */
internal const val SHORT = """{
  "about": "TEST-ONLY",
  "visits": [{
    "name": "a short visit",
    "why": "TEST-ONLY",
    "given": {"patient": "valid"},
    "steps": [
      {"screen": "Mode", "hides": ["登録番号"], "offers": ["訪問診療等", "オンライン診療等・外来診療等（通常とは異なる動線）"]},
      {"press": "訪問診療等"},
      {"pin": "1234"},
      {"press": "次へ（カードをかざす）"},
      {"screen": "Eligibility", "shows": ["資格は有効です"]},
      {"press": "同意登録へ進む（患者に画面を向ける）"},
      {"press": "同意しない", "of": "手術情報の提供"},
      $LAST_STEP
    ],
    "registered": []
  }]
}"""
