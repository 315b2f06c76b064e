"""Reads clinic-side XML files with Python's own codecs and XML, and compares each with the JSON that was answered.

Standard input: a JSON list of {"file": <hexadecimal>, "encoding": "UTF-8" | "Shift_JIS", "eligibility": <the answer of the check>,
"consents": {<prefix>: [<flag>, <time>, <until>]}, "made_at": <YYYYMMDDHHmmss>}. Prints how many files were right; anything that is not
ends it with an error that names the element and no value.
"""

import json
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

# Strictly by the standard, and as Microsoft reads the same name.
CODECS = {"UTF-8": ["utf-8"], "Shift_JIS": ["shift_jis", "cp932"]}

TEXT = {
    "InsuredCardClassification": "classification",
    "InsuredCardSymbol": "symbol",
    "InsuredIdentificationNumber": "number",
    "InsuredBranchNumber": "branch",
    "PersonalFamilyClassification": "relationship",
    "InsuredPartialContributionRatio": "contribution_ratio",
    "ReasonOfLoss": "loss_reason",
    "InsurerName": "insurer_name",
}
DAYS = {
    "QualificationDate": "qualified_on",
    "DisqualificationDate": "disqualified_on",
    "InsuredCardValidDate": "valid_from",
    "InsuredCardExpirationDate": "valid_until",
}
# Seven characters of JIS X 0208 that the two codecs of Shift_JIS place differently in Unicode.
ONE_PLACE = str.maketrans("～－∥―￠￡￢", "〜−‖—¢£¬")
CODES = {"UTF-8": "0", "Shift_JIS": "1"}


def main():
    files = json.load(sys.stdin)
    for entry in files:
        if entry["encoding"] == "Shift_JIS":
            entry["eligibility"] = json.loads(json.dumps(entry["eligibility"], ensure_ascii=False).translate(ONE_PLACE))
        content = bytes.fromhex(entry["file"])
        for codec in CODECS[entry["encoding"]]:
            # Strict: a byte that the codec does not know is an error.
            text = content.decode(codec)
            compare(text.translate(ONE_PLACE) if entry["encoding"] == "Shift_JIS" else text, entry)
        if entry["encoding"] == "UTF-8":
            compare(content, entry)
    print(len(files))


def compare(content, entry):
    eligibility = entry["eligibility"]
    message = ElementTree.fromstring(content)
    same("root", message.tag, "XmlMsg")
    header, body = message
    same(
        "MessageHeader",
        leaves(header),
        {
            "ProcessExecutionTime": entry["made_at"],
            "QualificationConfirmationDate": day(eligibility["confirmed_on"]),
            "MedicalInstitutionCode": "1234567890",
            "ArbitraryFileIdentifier": eligibility["check"],
            "ReferenceClassification": "1",
            "SegmentOfResult": "1",
            "CharacterCodeIdentifier": CODES[entry["encoding"]],
        },
    )
    results = body.find("ResultList")
    if results is not None:
        body.remove(results)
    expected = {"ProcessingResultStatus": "1", "QualificationValidity": eligibility["validity"]}
    if "form" in entry:
        expected["PrescriptionIssueSelect"] = entry["form"]
    same("MessageBody", leaves(body), expected)
    found = [] if results is None else list(results)
    same("ResultList", [result.tag for result in found], ["ResultOfQualificationConfirmation"] * len(eligibility["insurances"]))
    for result, insurance in zip(found, eligibility["insurances"]):
        compare_insurance(result, insurance, entry["consents"])


def compare_insurance(result, insurance, consents):
    insured = insurance["insured"]
    other = insured["other_name"] or {}
    expected = {element: insurance[name] for element, name in TEXT.items()}
    expected |= {element: day(insurance[name]) for element, name in DAYS.items()}
    expected |= {
        "InsurerNumber": insurance["insurer_number"].strip().rjust(8),
        "Name": insured["name"]["name"],
        "NameOfOther": other.get("name"),
        "Sex1": insured["sex"],
        "Birthdate": day(insured["birth_date"]),
        "Address": insured["address"],
        "PostNumber": insured["post_number"],
    }
    if elderly := insurance["elderly"]:
        expected["ElderlyRecipientCertificateInfo"] = present(
            {
                "ElderlyRecipientValidStartDate": day(elderly["valid_from"]),
                "ElderlyRecipientValidEndDate": day(elderly["valid_until"]),
                "ElderlyRecipientContributionRatio": elderly["contribution_ratio"],
            }
        )
    if limit := insurance["limit"]:
        expected["LimitApplicationCertificateRelatedConsFlg"] = "1"
        expected["LimitApplicationCertificateRelatedInfo"] = present(
            {
                "LimitApplicationCertificateClassification": limit["certificate"],
                "LimitApplicationCertificateClassificationFlag": limit["classification"],
                "LimitApplicationCertificateValidStartDate": day(limit["valid_from"]),
                "LimitApplicationCertificateValidEndDate": day(limit["valid_until"]),
            }
        )
    for prefix, (flag, time, until) in consents.items():
        expected |= {prefix + "ConsFlg": flag, prefix + "ConsTime": time, prefix + "AvailableTime": until}
    said = leaves(result)
    for element, kana in (("NameKana", insured["name"]["kana"]), ("NameOfOtherKana", other.get("kana"))):
        compare_kana(element, said.pop(element, None), kana)
    same("ResultOfQualificationConfirmation", said, present(expected))


def compare_kana(element, half, kana):
    """The same reading, and nothing in it that takes the width of two."""
    if kana is None:
        same(element, half, None)
        return
    same(element, unicodedata.normalize("NFKC", half), unicodedata.normalize("NFKC", kana))
    same(element, {unicodedata.east_asian_width(character) for character in half} <= {"H", "Na"}, True)


def leaves(element):
    """Name and text of each child; of a child with children, its own leaves."""
    said = {child.tag: leaves(child) if len(child) else child.text for child in element}
    same(element.tag, len(said), len(element))
    return said


def present(expected):
    return {element: value for element, value in expected.items() if value is not None}


def day(date):
    return date and date.replace("-", "")


def same(element, said, expected):
    if said != expected:
        names = ""
        if isinstance(said, dict) and isinstance(expected, dict):
            names = sorted(name for name in said | expected if said.get(name) != expected.get(name))
        sys.exit(f"{element} differs: {names}")


main()
