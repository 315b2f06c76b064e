//! What must not stand in a log, and how it is searched for.

use kyotaku_card::sample::SAMPLES;
use kyotaku_service::sample::TOKEN;

/// Not that of the sample cards, so that finding it means something.
pub(super) const PIN: &str = "7391";
pub(super) const WRONG_PIN: &str = "8264";
/// Of nobody.
pub(super) const WRONG_NUMBER: &str = "39041720318264";

pub(super) const HANAKO_IN_A_URL: &str = "%E8%8A%B1%E5%AD%90";

/// What must not be found, but for certificates and signatures, which each card and each tap have anew.
pub(super) fn fixed_secrets() -> Vec<String> {
    let numbers = SAMPLES.iter().map(|sample| sample.matching_number());
    let typed = numbers.chain([PIN, WRONG_PIN, WRONG_NUMBER].map(str::to_owned));
    let mut secrets: Vec<String> = typed.flat_map(|typed| forms(&typed)).collect();
    let of_people = [
        // Names and kana. 花子 is found in 居宅　花子, too.
        "花子",
        "太郎",
        "次郎",
        "美咲",
        "三郎",
        "芳子",
        "梅",
        "松蔵",
        "未知",
        "JANE",
        "樹音",
        "ﾊﾅｺ",
        "ﾀﾛｳ",
        "ｼﾞﾛｳ",
        "ﾐｻｷ",
        "ｻﾌﾞﾛｳ",
        "ﾖｼｺ",
        "ｳﾒ",
        "ﾏﾂｿﾞｳ",
        "ﾐﾁ",
        "ｼﾞｪｰﾝ",
        "ｼﾞｭﾈ",
        // Dates of birth, as they travel and as they are shown.
        "1940-05-12",
        "1968-02-29",
        "1954-08-01",
        "1989-01-08",
        "1951-11-03",
        "1926-12-25",
        "1933-03-03",
        "1931-01-02",
        "1975-07-07",
        "1960-10-10",
        "昭和",
        // Addresses and insurances.
        "見本県",
        "見本町",
        "000-0000",
        "39999999",
        "06999999",
        "06999981",
        "12999999",
        "123456",
        "健康保険",
        "広域連合",
        "0000001",
        "0000002",
        "人工透析",
        // Consents.
        "diagnosis-and-medication",
        "\"decline\"",
        "同意しない",
        // What the cards' serial numbers and subjects are.
        "A00001",
        "A00002",
        "A00005",
        "A00007",
        "A0000A",
        "A0000C",
        // The device's credential, whole and without its last letter.
        HANAKO_IN_A_URL,
        TOKEN,
        &TOKEN[..TOKEN.len() - 1],
    ];
    secrets.extend(of_people.map(str::to_owned));
    secrets
}

/// A PIN as it might be written down: typed, as bytes, as digits, as a part of the command that presents it.
fn forms(pin: &str) -> Vec<String> {
    let bytes = pin.as_bytes();
    let joined =
        |between: &str, write: fn(&u8) -> String| bytes.iter().map(write).collect::<Vec<_>>().join(between);
    vec![
        pin.to_owned(),
        joined("", |byte| format!("{byte:02x}")),
        joined(" ", |byte| format!("{byte:02x}")),
        joined(":", |byte| format!("{byte:02x}")),
        joined(", ", |byte| format!("0x{byte:02x}")),
        joined(", ", |byte| byte.to_string()),
        joined(" ", |byte| byte.to_string()),
        joined(", ", |byte| char::from(*byte).to_string()),
        joined(" ", |byte| char::from(*byte).to_string()),
        joined(", ", |byte| format!("'{}'", char::from(*byte))),
        joined(", ", |byte| format!("Digit({})", char::from(*byte))),
        "002000980".to_owned(),
        "002000920".to_owned(),
        "00 20 00 98".to_owned(),
        "0, 32, 0, 152".to_owned(),
    ]
}

/// Whether `line` has `secret`, standing alone if it is a number: in a time, a port or a random number such a run of
/// digits may come up by chance.
pub(super) fn has(line: &str, secret: &str) -> bool {
    let is_number = secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    line.match_indices(secret).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + secret.len()..].chars().next();
        let joins = |beside: Option<char>| beside.is_some_and(|it| it.is_ascii_alphanumeric() || it == '.');
        !(is_number && (joins(before) || joins(after)))
    })
}

#[test]
fn the_search_finds_what_it_is_to_find() {
    for line in [
        "typed 7391",
        "pin=\"7391\"",
        "bytes: [55, 51, 57, 49]",
        "sent: 37333931",
        "{\"pin\":7391}",
        "[7, 3, 9, 1]",
        "APDU 00 20 00 98 04 37 33 39 31",
    ] {
        assert!(forms(PIN).iter().any(|form| has(line, form)), "{line}");
    }
    for line in [
        "2026-11-22T03:00:00.739154Z",
        "port 47391",
        "request=0a7391ff",
        "took 0.7391 s",
    ] {
        assert!(!forms(PIN).iter().any(|form| has(line, form)), "{line}");
    }
    assert!(
        fixed_secrets()
            .iter()
            .any(|secret| has("person: 居宅　花子", secret))
    );
    assert!(has("number\":\"0000001\"", "0000001"));
}
