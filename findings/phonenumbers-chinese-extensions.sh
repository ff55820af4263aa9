#!/usr/bin/env bash
# phonenumbers 9.0.43 (PyPI, the port of libphonenumber): extensions as they are written in China.
#
# A telephone number in a complaint often names an extension. The matcher knows the words for it in a
# dozen languages, but for the region CN not those that are used there:
#   0757-82100001 ext. 801    found, extension 801
#   0757-82100001转801        found up to 转, no extension
#   0757-82100001分机801      found up to 分机, no extension
#   0757-82100001-801         not found at all
#   parse("0757-82100001-801", "CN") is a number of fourteen digits, without an error
# A mask built on it leaves the last form in clear and shows the extension of the others. So our own
# table of numbers takes an extension with the number that it follows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install phonenumbers==9.0.43
"$folder/venv/bin/python" - <<'PYTHON'
import phonenumbers

print("phonenumbers", phonenumbers.__version__)

def found(text):
    return [(m.raw_string, m.number.extension) for m in phonenumbers.PhoneNumberMatcher(text, "CN")]

seen = {tail: found("0757-82100001" + tail) for tail in (" ext. 801", "转801", "分机801", "-801")}
for tail, matches in seen.items():
    print(f"0757-82100001{tail}  ->  {matches}")
whole = phonenumbers.parse("0757-82100001-801", "CN")
print("parsed as", whole.national_number, "valid:", phonenumbers.is_valid_number(whole))
assert seen[" ext. 801"] == [("0757-82100001 ext. 801", "801")]
assert seen["转801"] == seen["分机801"] == [("0757-82100001", None)]
assert seen["-801"] == []
assert (whole.national_number, whole.extension) == (75782100001801, None)
PYTHON
