// Cuts records of separated values, 64 bytes at a look: where fields begin and end, how many lines a
// record takes, which fields hold doubled quotation marks.
//
// Only what is plain is cut: a mark opens a field or is within one that it opened, a closing mark ends
// its field, no backslash is before a mark or a line end, and the record has the width that is asked
// for. At anything else cutting stops, and `CSVTokeniser` reads that record: it is the definition of
// what a record is, and the tests hold this against it.
//
// Whether a byte is within quotation marks is the parity of the marks before it, which a carry-less
// multiplication by all ones gives for 64 bytes at once. The body is compiled twice, for processors with
// AVX2 and PCLMUL and for all others; `hotline_cut` chooses when it is called.
#include <stddef.h>
#include <stdint.h>

#include "processor_shim.h"

/// Where a field begins, and the byte behind it; marks around it are not counted.
typedef struct {
  uint32_t start, end;
} hotline_field;

/// Where a record begins, where the one behind it does, how many physical lines it takes, and how many
/// delimiters are behind the first of these, those within marks among them.
typedef struct {
  uint32_t start, end, lines, behind_line;
} hotline_record;

/// What takes the records: room for some fields, records, and numbers of fields that hold doubled marks;
/// there are never more of these than fields. The counts are of what was cut.
typedef struct {
  hotline_field *fields;
  hotline_record *records;
  uint32_t *doubled;
  size_t field_room, record_room;
  size_t field_count, record_count, doubled_count;
} hotline_cut_records;

/// How records are written: the byte between fields, how many fields they have, and whether one more
/// without text may be behind these, which is left out.
typedef struct {
  uint8_t delimiter;
  uint8_t may_trail;
  uint32_t width;
} hotline_cut_form;

#if defined(__x86_64__)
HOTLINE_WIDE static inline uint64_t hotline_wide_equal(__m256i low, __m256i high, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  const uint32_t first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
  const uint32_t second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
  return (uint64_t)second << 32 | first;
}

HOTLINE_WIDE static inline uint64_t hotline_wide_parity(uint64_t bits) {
  const __m128i product = _mm_clmulepi64_si128(
      _mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

/// 64 bytes as a look of the processor, and which of them are a byte, a bit each.
#define HOTLINE_WIDE_LOAD(bytes)                                         \
  const __m256i low = _mm256_loadu_si256((const __m256i *)(bytes));      \
  const __m256i high = _mm256_loadu_si256((const __m256i *)(bytes) + 1);
#define HOTLINE_WIDE_EQUAL(byte) hotline_wide_equal(low, high, byte)

#define HOTLINE_CUT_NAME hotline_cut_wide
#define HOTLINE_CUT_TARGET HOTLINE_WIDE
#define HOTLINE_CUT_LOAD(bytes) HOTLINE_WIDE_LOAD(bytes)
#define HOTLINE_CUT_EQUAL(byte) HOTLINE_WIDE_EQUAL(byte)
#define HOTLINE_CUT_PARITY(bits) hotline_wide_parity(bits)
#include "cutting_body.h"
#undef HOTLINE_CUT_NAME
#undef HOTLINE_CUT_TARGET
#undef HOTLINE_CUT_LOAD
#undef HOTLINE_CUT_EQUAL
#undef HOTLINE_CUT_PARITY
#endif

#if defined(__SSE2__)
#define HOTLINE_NARROW_LOAD(bytes)                                       \
  const __m128i part0 = _mm_loadu_si128((const __m128i *)(bytes));       \
  const __m128i part1 = _mm_loadu_si128((const __m128i *)(bytes) + 1);   \
  const __m128i part2 = _mm_loadu_si128((const __m128i *)(bytes) + 2);   \
  const __m128i part3 = _mm_loadu_si128((const __m128i *)(bytes) + 3);
#define HOTLINE_NARROW_EQUAL(byte) hotline_narrow_equal(part0, part1, part2, part3, byte)

static inline uint64_t hotline_narrow_equal(
    __m128i part0, __m128i part1, __m128i part2, __m128i part3, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  const uint64_t bits0 = (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part0, wanted));
  const uint64_t bits1 = (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part1, wanted));
  const uint64_t bits2 = (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part2, wanted));
  const uint64_t bits3 = (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(part3, wanted));
  return bits0 | bits1 << 16 | bits2 << 32 | bits3 << 48;
}
#else
#define HOTLINE_NARROW_LOAD(bytes) const uint8_t *const part = (bytes);
#define HOTLINE_NARROW_EQUAL(byte) hotline_narrow_equal(part, byte)

static inline uint64_t hotline_narrow_equal(const uint8_t *part, uint8_t byte) {
  uint64_t bits = 0;
  for (int i = 0; i < 64; i++) bits |= (uint64_t)(part[i] == byte) << i;
  return bits;
}
#endif

static inline uint64_t hotline_narrow_parity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

#define HOTLINE_CUT_NAME hotline_cut_narrow
#define HOTLINE_CUT_TARGET
#define HOTLINE_CUT_LOAD(bytes) HOTLINE_NARROW_LOAD(bytes)
#define HOTLINE_CUT_EQUAL(byte) HOTLINE_NARROW_EQUAL(byte)
#define HOTLINE_CUT_PARITY(bits) hotline_narrow_parity(bits)
#include "cutting_body.h"
#undef HOTLINE_CUT_NAME
#undef HOTLINE_CUT_TARGET
#undef HOTLINE_CUT_LOAD
#undef HOTLINE_CUT_EQUAL
#undef HOTLINE_CUT_PARITY

/// Cuts records from `start` on, where one begins, before `count`, as many as there is room for.
///
/// Returns where it stopped: behind the last record that was cut.
static inline size_t hotline_cut(
    const uint8_t *bytes, size_t start, size_t count, hotline_cut_form form,
    hotline_cut_records *out, int is_wide) {
#if defined(__x86_64__)
  if (is_wide) return hotline_cut_wide(bytes, start, count, form, out);
#endif
  (void)is_wide;
  return hotline_cut_narrow(bytes, start, count, form, out);
}
