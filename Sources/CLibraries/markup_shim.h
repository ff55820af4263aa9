// Looks at 64 bytes of markup at once and says with one bit for each byte where text ends.
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>

/// The bytes of 64 that end text or need a closer look: `<`, `&`, control characters, `also`, and EF
/// before BF, which may begin a character that XML does not have; of the last byte the one behind it
/// is not looked at.
static inline uint64_t hotline_text_ends64(const void *bytes, uint8_t also) {
  const __m128i *parts = (const __m128i *)bytes;
  uint64_t ends = 0, rare = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i v = _mm_loadu_si128(parts + i);
    const __m128i found = _mm_or_si128(
        _mm_or_si128(
            _mm_cmpeq_epi8(v, _mm_set1_epi8('<')), _mm_cmpeq_epi8(v, _mm_set1_epi8('&'))),
        _mm_or_si128(
            _mm_cmpeq_epi8(v, _mm_set1_epi8((char)also)),
            _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v)));
    ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * i);
    rare |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xEF)))
        << (16 * i);
  }
  if (!rare) return ends;
  uint64_t second = (uint64_t)1 << 63;
  for (int i = 0; i < 4; i++) {
    const __m128i v = _mm_loadu_si128(parts + i);
    second |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xBF)))
        << (16 * i) >> 1;
  }
  return ends | (rare & second);
}
#else
static inline uint64_t hotline_text_ends64(const void *bytes, uint8_t also) {
  const uint8_t *all = (const uint8_t *)bytes;
  uint64_t ends = 0;
  for (int i = 0; i < 64; i++) {
    const uint8_t v = all[i];
    const int isRare = v == 0xEF && (i == 63 || all[i + 1] == 0xBF);
    ends |= (uint64_t)(v == '<' || v == '&' || v == also || v < 0x20 || isRare) << i;
  }
  return ends;
}
#endif
