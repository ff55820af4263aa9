// Looks once at text that should be UTF-8: whether it is, how many characters of several bytes it has,
// and whether anything may begin in it that a program before us has garbled.
//
// The check is that of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte"
// (2021): of each byte and the one before it, three tables by half bytes tell which rules the pair may
// break; what all three name is broken. Doubtful bytes are found by two tables of the same kind. It
// needs AVX2; `UTF8Check` is the definition, and the way of other processors.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "processor_shim.h"

/// What a look at a text has shown.
typedef struct {
  /// Whether it is UTF-8; all else holds only then.
  int is_valid;
  /// Whether it has bytes at which garbled text may begin: 00, C2, C3, EE, EF BF, E9 94 9B, E9 94 9F.
  int is_doubtful;
  /// Its characters of several bytes.
  size_t characters;
} hotline_text;

#if defined(__x86_64__)
/// The same 16 bytes in both halves, the first one for 0.
#define HOTLINE_TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

HOTLINE_WIDE static inline hotline_text hotline_look_at_text(const uint8_t *bytes, size_t count) {
  // What may be wrong with a pair of bytes.
  enum {
    SHORT = 1 << 0,      // a lead byte or ASCII where a character goes on: 11…… 0……, 11…… 11……
    LONG = 1 << 1,       // a character goes on where none is: 0…… 10……
    THREE_LOW = 1 << 2,  // E0 80…9F
    LARGE = 1 << 3,      // F4 90…BF, F5 and above
    SURROGATE = 1 << 4,  // ED A0…BF
    TWO_LOW = 1 << 5,    // C0, C1
    FOUR_LOW = 1 << 6,   // F0 80…8F; also F5 and above with 80…8F
    TWICE = 1 << 7,      // 10…… 10……, right only behind the right lead
    ANY = SHORT | LONG | TWICE,
  };
  const __m256i first_high = HOTLINE_TABLE(
      LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG,
      (char)TWICE, (char)TWICE, (char)TWICE, (char)TWICE,
      SHORT | TWO_LOW, SHORT, SHORT | THREE_LOW | SURROGATE, SHORT | LARGE | FOUR_LOW);
  const __m256i first_low = HOTLINE_TABLE(
      (char)(ANY | THREE_LOW | TWO_LOW | FOUR_LOW), (char)(ANY | TWO_LOW), (char)ANY, (char)ANY,
      (char)(ANY | LARGE), (char)(ANY | LARGE | FOUR_LOW), (char)(ANY | LARGE | FOUR_LOW),
      (char)(ANY | LARGE | FOUR_LOW), (char)(ANY | LARGE | FOUR_LOW), (char)(ANY | LARGE | FOUR_LOW),
      (char)(ANY | LARGE | FOUR_LOW), (char)(ANY | LARGE | FOUR_LOW), (char)(ANY | LARGE | FOUR_LOW),
      (char)(ANY | LARGE | FOUR_LOW | SURROGATE), (char)(ANY | LARGE | FOUR_LOW),
      (char)(ANY | LARGE | FOUR_LOW));
  const __m256i second_high = HOTLINE_TABLE(
      SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
      (char)(LONG | TWICE | TWO_LOW | THREE_LOW | FOUR_LOW), (char)(LONG | TWICE | TWO_LOW | THREE_LOW | LARGE),
      (char)(LONG | TWICE | TWO_LOW | SURROGATE | LARGE), (char)(LONG | TWICE | TWO_LOW | SURROGATE | LARGE),
      SHORT, SHORT, SHORT, SHORT);
  // Doubtful bytes: 00; C2 and C3; EE; and what is so only in a row: EF BF; E9 94 9B, E9 94 9F.
  enum { NUL = 1, LATIN = 2, OWN = 4, BF = 8, X94 = 16, EF = 32, E9 = 64, LAST = 128 };
  const __m256i doubt_high = HOTLINE_TABLE(
      NUL, 0, 0, 0, 0, 0, 0, 0, 0, (char)(X94 | LAST), 0, BF, LATIN, 0, OWN | EF | E9, 0);
  const __m256i doubt_low = HOTLINE_TABLE(
      NUL, 0, LATIN, LATIN, X94, 0, 0, 0, 0, E9, 0, (char)LAST, 0, 0, OWN,
      (char)(BF | EF | LAST));
  const __m256i low_half = _mm256_set1_epi8(0x0F);
  const __m256i third_lead = _mm256_set1_epi8((char)(0xE0 - 0x80));
  const __m256i fourth_lead = _mm256_set1_epi8((char)(0xF0 - 0x80));
  const __m256i high_bit = _mm256_set1_epi8((char)0x80);

  __m256i before = _mm256_setzero_si256();
  __m256i found_before = _mm256_setzero_si256(), pairs_before = _mm256_setzero_si256();
  __m256i faults = _mm256_setzero_si256(), doubts = _mm256_setzero_si256();
  size_t characters = 0;
  // Spaces behind the end show whether the last character is whole.
  for (size_t place = 0; place <= count; place += 32) {
    __m256i now;
    if (count - place >= 32) {
      now = _mm256_loadu_si256((const __m256i *)(bytes + place));
    } else {
      uint8_t padded[32];
      memset(padded, 0x20, 32);
      memcpy(padded, bytes + place, count - place);
      now = _mm256_loadu_si256((const __m256i *)padded);
    }
    const __m256i across = _mm256_permute2x128_si256(before, now, 0x21);
    const __m256i high_halves = _mm256_and_si256(_mm256_srli_epi16(now, 4), low_half);
    const __m256i found = _mm256_and_si256(
        _mm256_shuffle_epi8(doubt_high, high_halves),
        _mm256_shuffle_epi8(doubt_low, _mm256_and_si256(now, low_half)));
    // BF behind EF, and 94 behind E9: the bits of the first byte are moved to those of the second.
    const __m256i firsts = _mm256_alignr_epi8(
        found, _mm256_permute2x128_si256(found_before, found, 0x21), 15);
    const __m256i pairs = _mm256_and_si256(
        found, _mm256_and_si256(_mm256_srli_epi16(firsts, 2), _mm256_set1_epi8(BF | X94)));
    // 9B or 9F behind such a 94.
    const __m256i seconds = _mm256_alignr_epi8(
        pairs, _mm256_permute2x128_si256(pairs_before, pairs, 0x21), 15);
    const __m256i triples = _mm256_and_si256(
        found, _mm256_and_si256(_mm256_slli_epi16(seconds, 3), _mm256_set1_epi8((char)LAST)));
    doubts = _mm256_or_si256(
        _mm256_or_si256(doubts, triples),
        _mm256_or_si256(
            _mm256_and_si256(pairs, _mm256_set1_epi8(BF)),
            _mm256_and_si256(found, _mm256_set1_epi8(NUL | LATIN | OWN))));
    found_before = found;
    pairs_before = pairs;

    const uint32_t high = (uint32_t)_mm256_movemask_epi8(now);
    const __m256i one_before = _mm256_alignr_epi8(now, across, 15);
    const __m256i pair_faults = _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(
                first_high, _mm256_and_si256(_mm256_srli_epi16(one_before, 4), low_half)),
            _mm256_shuffle_epi8(first_low, _mm256_and_si256(one_before, low_half))),
        _mm256_shuffle_epi8(second_high, high_halves));
    const __m256i two_before = _mm256_alignr_epi8(now, across, 14);
    const __m256i three_before = _mm256_alignr_epi8(now, across, 13);
    const __m256i goes_on = _mm256_and_si256(
        _mm256_or_si256(
            _mm256_subs_epu8(two_before, third_lead), _mm256_subs_epu8(three_before, fourth_lead)),
        high_bit);
    faults = _mm256_or_si256(faults, _mm256_xor_si256(goes_on, pair_faults));
    // C0 and above as signed bytes are above BF.
    const uint32_t leads =
        (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(now, _mm256_set1_epi8((char)0xBF))) & high;
    characters += (size_t)__builtin_popcount(leads);
    before = now;
  }
  hotline_text text;
  text.is_valid = _mm256_testz_si256(faults, faults);
  text.is_doubtful = !_mm256_testz_si256(doubts, doubts);
  text.characters = characters;
  return text;
}
#undef HOTLINE_TABLE
#else
static inline hotline_text hotline_look_at_text(const uint8_t *bytes, size_t count) {
  (void)bytes; (void)count;
  const hotline_text none = {0, 0, 0};
  return none;
}
#endif
