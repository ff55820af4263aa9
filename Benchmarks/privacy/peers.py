"""What a peer from PyPI finds in the texts on standard input, a JSON string per line.

  python3 peers.py PEER < texts

Prints the seconds it took and then, for every text, the ranges that it would mask. Every peer runs with all it
has for Chinese text without a downloaded model: helan without its credit codes of companies, which are no
secret here, jionlp's extractors, presidio's recognisers of patterns, and the matcher of phonenumbers for China, Hong Kong and Macau.
"""
import json, sys, time

PEERS = {"helan": "helan==0.1.0", "jionlp": "jionlp==1.5.31", "presidio": "presidio-analyzer==2.2.366",
         "phonenumbers": "phonenumbers==9.0.43"}


def helan():
    from helan import recognize
    return lambda text: [(found.start, found.end) for found in recognize(text) if found.type != "USCC"]


def jionlp():
    import jionlp
    extractors = [jionlp.extract_phone_number, jionlp.extract_email, jionlp.extract_id_card, jionlp.extract_qq,
                  jionlp.extract_wechat_id, jionlp.extract_motor_vehicle_licence_plate]
    return lambda text: [tuple(found["offset"]) for extract in extractors for found in extract(text, detail=True)]


def presidio():
    import tldextract
    from presidio_analyzer import predefined_recognizers as every
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    recognizers = [every.EmailRecognizer(supported_language="zh"), every.CreditCardRecognizer(supported_language="zh"),
                   every.PhoneRecognizer(supported_language="zh", supported_regions=("CN", "HK", "MO"))]
    return lambda text: [(found.start, found.end) for recognizer in recognizers
                         for found in recognizer.analyze(text, recognizer.supported_entities, None)]


def phonenumbers():
    from phonenumbers import PhoneNumberMatcher
    return lambda text: [(found.start, found.end) for region in ("CN", "HK", "MO")
                         for found in PhoneNumberMatcher(text, region)]


if __name__ == "__main__":
    texts = [json.loads(line) for line in sys.stdin]
    answers, sys.stdout = sys.stdout, sys.stderr
    find = {"helan": helan, "jionlp": jionlp, "presidio": presidio, "phonenumbers": phonenumbers}[sys.argv[1]]()
    start = time.monotonic()
    found = [find(text) for text in texts]
    json.dump({"seconds": time.monotonic() - start, "found": found}, answers)
