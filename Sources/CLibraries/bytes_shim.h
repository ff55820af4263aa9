// Looks at 64 bytes at once and says with one bit for each byte which of them are what.
//
// Every byte of every delivered file is looked at several times: for where fields end, for whether
// it is UTF-8, for text that was garbled. The vector instructions that every x86-64 processor has
// (SSE2) do that ten times as fast as a word of eight bytes; elsewhere the compiler makes its own
// vectors of the same loops.
#include <stdint.h>

#include "markup_shim.h"

/// The bits of 64 bytes: set where a byte is continuation (80-BF), at least C0, at least E0, at
/// least F0, and where it begins a character whose second byte needs a closer look (C0, C1, E0, ED,
/// F0, F4 and above).
typedef struct {
  uint64_t continuation, lead, lead3, lead4, special;
} hotline_utf8_masks;

#if defined(__SSE2__)
#include <emmintrin.h>

#define HOTLINE_EACH(test)                                              \
  ({                                                                    \
    uint64_t bits = 0;                                                  \
    for (int i = 0; i < 4; i++) {                                       \
      const __m128i v = _mm_loadu_si128((const __m128i *)bytes + i);    \
      bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(test) << (16 * i);  \
    }                                                                   \
    bits;                                                               \
  })
#define HOTLINE_IS(x) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(x)))
#define HOTLINE_OVER(x) _mm_cmpgt_epi8(v, _mm_set1_epi8((char)(x)))

static inline uint64_t hotline_separators64(const void *bytes, uint8_t delimiter) {
  return HOTLINE_EACH(_mm_or_si128(
      _mm_or_si128(HOTLINE_IS(delimiter), HOTLINE_IS('"')),
      _mm_or_si128(HOTLINE_IS('\n'), HOTLINE_IS('\r'))));
}

static inline uint64_t hotline_high64(const void *bytes) { return HOTLINE_EACH(v); }

static inline hotline_utf8_masks hotline_utf8_64(const void *bytes) {
  const uint64_t high = hotline_high64(bytes);
  hotline_utf8_masks masks;
  masks.lead = HOTLINE_EACH(HOTLINE_OVER(0xBF)) & high;
  masks.continuation = high & ~masks.lead;
  masks.lead3 = HOTLINE_EACH(HOTLINE_OVER(0xDF)) & high;
  masks.lead4 = HOTLINE_EACH(HOTLINE_OVER(0xEF)) & high;
  // Bytes C0 and C1 differ in their lowest bit alone.
  masks.special =
      (HOTLINE_EACH(_mm_or_si128(
           _mm_or_si128(
               _mm_cmpeq_epi8(
                   _mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xC0)),
               HOTLINE_IS(0xE0)),
           _mm_or_si128(HOTLINE_IS(0xED), HOTLINE_IS(0xF0)))) |
       HOTLINE_EACH(HOTLINE_OVER(0xF3))) & high;
  return masks;
}

/// Bytes at which garbled text may begin: 00, C2 and C3, EF before BF, E9 before 94; of the last
/// byte the one behind it is not looked at.
static inline uint64_t hotline_doubtful64(const void *bytes) {
  const uint64_t alone = HOTLINE_EACH(_mm_or_si128(
      _mm_or_si128(HOTLINE_IS(0), HOTLINE_IS(0xEE)), _mm_cmpeq_epi8(
          _mm_and_si128(v, _mm_set1_epi8((char)0xFE)), _mm_set1_epi8((char)0xC2))));
  const uint64_t replaced = HOTLINE_EACH(HOTLINE_IS(0xEF));
  const uint64_t misread = HOTLINE_EACH(HOTLINE_IS(0xE9));
  if (!(replaced | misread)) return alone;
  const uint64_t last = (uint64_t)1 << 63;
  return alone | (replaced & (HOTLINE_EACH(HOTLINE_IS(0xBF)) >> 1 | last)) |
      (misread & (HOTLINE_EACH(HOTLINE_IS(0x94)) >> 1 | last));
}
#else
#define HOTLINE_EACH(test)                                              \
  ({                                                                    \
    uint64_t bits = 0;                                                  \
    for (int i = 0; i < 64; i++) {                                      \
      const uint8_t v = ((const uint8_t *)bytes)[i];                    \
      bits |= (uint64_t)(test) << i;                                    \
    }                                                                   \
    bits;                                                               \
  })

static inline uint64_t hotline_separators64(const void *bytes, uint8_t delimiter) {
  return HOTLINE_EACH(v == delimiter || v == '"' || v == '\n' || v == '\r');
}

static inline uint64_t hotline_high64(const void *bytes) { return HOTLINE_EACH(v >= 0x80); }

static inline hotline_utf8_masks hotline_utf8_64(const void *bytes) {
  hotline_utf8_masks masks;
  masks.continuation = HOTLINE_EACH(v >= 0x80 && v < 0xC0);
  masks.lead = HOTLINE_EACH(v >= 0xC0);
  masks.lead3 = HOTLINE_EACH(v >= 0xE0);
  masks.lead4 = HOTLINE_EACH(v >= 0xF0);
  masks.special = HOTLINE_EACH(
      (v & 0xFE) == 0xC0 || v == 0xE0 || v == 0xED || v == 0xF0 || v >= 0xF4);
  return masks;
}

static inline uint64_t hotline_doubtful64(const void *bytes) {
  const uint64_t last = (uint64_t)1 << 63;
  return HOTLINE_EACH(v == 0 || v == 0xEE || (v & 0xFE) == 0xC2) |
      (HOTLINE_EACH(v == 0xEF) & (HOTLINE_EACH(v == 0xBF) >> 1 | last)) |
      (HOTLINE_EACH(v == 0xE9) & (HOTLINE_EACH(v == 0x94) >> 1 | last));
}
#endif
#undef HOTLINE_EACH
#undef HOTLINE_IS
#undef HOTLINE_OVER
