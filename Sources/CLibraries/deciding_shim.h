// Decides rows of facts by tables, many at a time, on the bytes of their cells.
//
// Only what is plain is decided: no quotation mark, the width of the header, cells that are words of
// their fact, small numbers or digits that are dialled, one answer of every table. At any other row
// deciding stops, and `RegisterDecider` decides it: it is the definition of what a row is, and the tests
// hold this against it.
//
// Every code of a fact has a weight: by how much it moves the cell of each of at most eight tables. A
// cell is found by one multiplication among the words of its column, each of which has a place of its
// own. The body is compiled twice, as that of the cutter is.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "cutting_shim.h"

/// What is read from the start of a cell on; the most bytes of a word; how many tables there may be; how
/// many rows are gone through together.
enum {
  hotline_cell_reach = 16,
  hotline_longest_word = 24,
  hotline_most_tables = 8,
  hotline_rows_together = 32
};

/// No weight: the cell is none that is known here.
static const uint32_t hotline_no_weight = UINT32_MAX;

/// A word: its first and its last eight bytes, those between them, its length, and the place of its
/// weight.
typedef struct {
  uint64_t low, high, middle;
  uint32_t length, weight;
} hotline_word;

/// From which whole number on a weight holds.
typedef struct {
  uint64_t number;
  uint32_t weight;
} hotline_number;

/// What cells that are none of the words of their column may be.
typedef enum { hotline_text, hotline_digits, hotline_dialled } hotline_cell_kind;

/// A column that holds a fact: its place, its words, its numbers, and what any other text weighs.
typedef struct {
  uint64_t multiplier;
  uint32_t place, shift, first_word, other;
  uint32_t first_number, end_number;
  uint32_t kind;
} hotline_column;

/// A fact that follows from the first digits of a cell: see `PrefixRules`. Behind the weights of the
/// rules is that of a number that none fits.
typedef struct {
  const intptr_t *next, *fitting;
  uint32_t place, first_weight, other;
} hotline_prefixes;

/// A table: the place of the weight of its first rule, and how many rules it has.
typedef struct {
  uint32_t first_rule, rule_count;
} hotline_table;

/// All that is asked of a row; weights are eight figures each.
typedef struct {
  const hotline_column *columns;
  const hotline_word *words;
  const hotline_number *numbers;
  const hotline_prefixes *prefixes;
  const hotline_table *tables;
  const uint32_t *weights;
  const int16_t *answers;
  size_t width, column_count, prefix_count, table_count;
  uint32_t start[8];
} hotline_facts;

/// What takes the rows: their outcomes, and where their first `kept` cells begin and end.
///
/// `ends` has room for `end_room` places, at least twice the width and some hundred; `frames` for those
/// of `hotline_rows_together` rows and one more each, `behind` for as many. `together` is kept from call
/// to call: how many rows are begun together.
typedef struct {
  int64_t *outcomes;
  uint32_t *starts, *stops, *ends, *frames, *behind;
  size_t room, kept, end_room, count, together;
} hotline_decided;

/// Adds what the weight at a place says to the cells of the tables.
static inline __attribute__((always_inline)) void hotline_weigh(
    uint32_t *restrict sum, const uint32_t *restrict weights, uint32_t place) {
  const uint32_t *const weight = weights + (size_t)place * hotline_most_tables;
  for (int i = 0; i < hotline_most_tables; i++) sum[i] += weight[i];
}

/// The place of a word among those of its column.
static inline size_t hotline_word_place(
    uint64_t low, uint64_t high, uint64_t middle, uint32_t length, uint64_t multiplier,
    uint32_t shift) {
  // Turned, so that two parts that are the same do not become nothing.
  const uint64_t word = low ^ (high << 29 | high >> 35) ^ middle ^ (uint64_t)length << 56;
  return (size_t)(word * multiplier >> shift);
}

static inline uint64_t hotline_eight(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

/// The number that one to eight digits say; the largest one where they are not all digits.
static inline uint64_t hotline_small_number(uint64_t word, uint32_t length) {
  const uint64_t zeros = 0x3030303030303030;
  const uint32_t shift = 64 - length * 8;
  const uint64_t digits = word << shift | (zeros & (((uint64_t)1 << shift) - 1));
  const uint64_t high = 0xF0F0F0F0F0F0F0F0;
  if ((digits & high) != zeros || ((digits + 0x0606060606060606) & high) != zeros)
    return UINT64_MAX;
  const uint64_t pairs = (digits & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
  const uint64_t fours = (pairs & 0x00FF00FF00FF00FF) * 6553601 >> 16;
  return (fours & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
}

/// What a cell weighs that is none of the words.
static inline uint32_t hotline_unlisted(
    const hotline_facts *facts, const hotline_column *column, uint64_t low, uint32_t length) {
  if (column->kind == hotline_text) return length > 0 ? column->other : hotline_no_weight;
  if (length < 1 || length > 8) return hotline_no_weight;
  const uint64_t number = hotline_small_number(low, length);
  if (number == UINT64_MAX) return hotline_no_weight;
  if (column->kind == hotline_dialled) {
    const int is_abroad = length > 2 && length != 8 && (low & 0xFFFF) == 0x3638;
    return (low & 0xFF) == '0' || is_abroad ? hotline_no_weight : column->other;
  }
  uint32_t place = column->first_number;
  for (uint32_t next = place + 1; next < column->end_number; next++)
    place += number >= facts->numbers[next].number;
  return facts->numbers[place].weight;
}

/// What a fact weighs that follows from the first digits of a cell.
static inline uint32_t hotline_prefixed(
    const hotline_prefixes *prefixes, const uint8_t *cell, uint32_t length) {
  if (length > 16) return prefixes->other;
  intptr_t node = 0, found = -1;
  for (uint32_t place = 0; place < length; place++) {
    const uint32_t digit = (uint32_t)cell[place] - '0';
    if (digit > 9) return prefixes->other;
    node = prefixes->next[node * 10 + digit];
    if (node == 0) break;
    const intptr_t rule = prefixes->fitting[node * 17 + length];
    if (rule >= 0) found = rule;
  }
  return found < 0 ? prefixes->other : prefixes->first_weight + (uint32_t)found;
}

#if defined(__x86_64__)
#define HOTLINE_DECIDE_NAME hotline_decide_wide
#define HOTLINE_DECIDE_TARGET HOTLINE_WIDE
#define HOTLINE_DECIDE_LOAD(bytes) HOTLINE_WIDE_LOAD(bytes)
#define HOTLINE_DECIDE_EQUAL(byte) HOTLINE_WIDE_EQUAL(byte)
#define HOTLINE_DECIDE_FIRST(word, length) _bzhi_u64(word, (length) * 8)
#define HOTLINE_DECIDE_PLACE(bits) _tzcnt_u64(bits)
#include "deciding_body.h"
#undef HOTLINE_DECIDE_NAME
#undef HOTLINE_DECIDE_TARGET
#undef HOTLINE_DECIDE_LOAD
#undef HOTLINE_DECIDE_EQUAL
#undef HOTLINE_DECIDE_FIRST
#undef HOTLINE_DECIDE_PLACE
#endif

static inline uint64_t hotline_first_bytes(uint64_t word, uint32_t length) {
  return length < 8 ? word & (((uint64_t)1 << (length * 8)) - 1) : word;
}

#define HOTLINE_DECIDE_NAME hotline_decide_narrow
#define HOTLINE_DECIDE_TARGET
#define HOTLINE_DECIDE_LOAD(bytes) HOTLINE_NARROW_LOAD(bytes)
#define HOTLINE_DECIDE_EQUAL(byte) HOTLINE_NARROW_EQUAL(byte)
#define HOTLINE_DECIDE_FIRST(word, length) hotline_first_bytes(word, length)
#define HOTLINE_DECIDE_PLACE(bits) ((bits) ? __builtin_ctzll(bits) : 64)
#include "deciding_body.h"
#undef HOTLINE_DECIDE_NAME
#undef HOTLINE_DECIDE_TARGET
#undef HOTLINE_DECIDE_LOAD
#undef HOTLINE_DECIDE_EQUAL
#undef HOTLINE_DECIDE_FIRST
#undef HOTLINE_DECIDE_PLACE

/// Decides rows from `start` on, where one begins, before `count`, as many as there is room for.
///
/// Returns where it stopped: behind the last row that was decided.
static inline size_t hotline_decide(
    const uint8_t *bytes, size_t start, size_t count, const hotline_facts *facts,
    hotline_decided *out, int is_wide) {
#if defined(__x86_64__)
  if (is_wide) return hotline_decide_wide(bytes, start, count, facts, out);
#endif
  (void)is_wide;
  return hotline_decide_narrow(bytes, start, count, facts, out);
}
