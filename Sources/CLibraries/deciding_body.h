// The body of the decider, included by deciding_shim.h once for each kind of processor.
//
// Some rows are gone through column by column, so that what is asked of a column stays in registers.

HOTLINE_DECIDE_TARGET static size_t HOTLINE_DECIDE_NAME(
    const uint8_t *bytes, size_t start, size_t count, const hotline_facts *facts,
    hotline_decided *out) {
  const size_t width = facts->width, stride = width + 1;
  const uint32_t *const weights = facts->weights;
  // Marked are the ends of lines, and quotation marks.
  const uint32_t marked = (uint32_t)1 << 31;
  uint32_t *const ends = out->ends, *const frames = out->frames;
  uint32_t sums[hotline_rows_together][hotline_most_tables];
  // Where the row under way begins; ends that were found, and those before the row; what was looked at.
  size_t row = start, found = 0, before = 0, block = start;
  size_t together = out->together;
  ends[0] = 0;
  out->count = 0;

  while (out->count < out->room) {
    size_t rows = 0, begin = row;
    const size_t most = out->room - out->count < together ? out->room - out->count : together;
    int is_end = 0;
    for (; rows < most; rows++) {
      while (found < before + width) {
        // What is read of a cell reaches beyond its block.
        is_end = block + 64 + hotline_cell_reach > count;
        if (is_end) break;
        if (found + 69 > out->end_room) {
          memmove(ends, ends + before, (found - before + 1) * sizeof *ends);
          found -= before;
          before = 0;
        }
        HOTLINE_DECIDE_LOAD(bytes + block)
        uint64_t lines = HOTLINE_DECIDE_EQUAL('"') | HOTLINE_DECIDE_EQUAL('\n');
        const uint64_t all = HOTLINE_DECIDE_EQUAL(',') | lines;
        uint32_t *next = ends + found + 1;
        // Four at once: what is written beyond the last is written over.
        for (uint64_t marks = all; marks; next += 4) {
          for (int i = 0; i < 4; i++) {
            next[i] = (uint32_t)block + (uint32_t)HOTLINE_DECIDE_PLACE(marks);
            marks &= marks - 1;
          }
        }
        for (; lines; lines &= lines - 1) {
          const uint64_t up_to = all & (lines ^ (lines - 1));
          ends[found + (size_t)__builtin_popcountll(up_to)] |= marked;
        }
        found += (size_t)__builtin_popcountll(all);
        block += 64;
      }
      if (is_end) break;
      const uint32_t *const at = ends + before;
      const uint32_t newline = at[width] & ~marked;
      uint32_t within = 0;
      for (size_t place = 1; place < width; place++) within |= at[place];
      if (within & marked || at[width] == newline || bytes[newline] != '\n') break;
      uint32_t *const frame = frames + rows * stride;
      memcpy(frame, at, stride * sizeof *frame);
      // One less than nothing is the largest number, to which one is added.
      frame[0] = (uint32_t)begin - 1;
      frame[width] = newline;
      if (newline > at[width - 1] + 1 && bytes[newline - 1] == '\r') frame[width] = newline - 1;
      begin = (size_t)newline + 1;
      out->behind[rows] = (uint32_t)begin;
      before += width;
    }
    // Up to the first row that something is not known of.
    size_t good = rows;
    for (size_t r = 0; r < good; r++) memcpy(sums[r], facts->start, sizeof sums[r]);

    for (size_t index = 0; index < facts->column_count; index++) {
      const hotline_column *const column = facts->columns + index;
      const hotline_word *const words = facts->words + column->first_word;
      const uint64_t multiplier = column->multiplier;
      const uint32_t shift = column->shift;
      const uint32_t *frame = frames + column->place;
      for (size_t r = 0; r < good; r++, frame += stride) {
        const uint32_t from = frame[0] + 1;
        const uint32_t length = frame[1] - from;
        if (length > hotline_longest_word) {
          good = r;
          break;
        }
        const uint8_t *const cell = bytes + from;
        const uint64_t first = HOTLINE_DECIDE_FIRST(hotline_eight(cell), length);
        const uint64_t last =
            HOTLINE_DECIDE_FIRST(hotline_eight(cell + (length > 8 ? length - 8 : 0)), length);
        const uint64_t middle = length > 16 ? hotline_eight(cell + 8) : 0;
        const hotline_word *const word =
            words + hotline_word_place(first, last, middle, length, multiplier, shift);
        const uint64_t differs = (word->low ^ first) | (word->high ^ last) |
            (word->middle ^ middle) | (word->length ^ length);
        uint32_t weight = word->weight;
        if (differs) weight = hotline_unlisted(facts, column, first, length);
        if (weight == hotline_no_weight) {
          good = r;
          break;
        }
        hotline_weigh(sums[r], weights, weight);
      }
    }
    for (size_t index = 0; index < facts->prefix_count; index++) {
      const hotline_prefixes *const prefixes = facts->prefixes + index;
      const uint32_t *frame = frames + prefixes->place;
      for (size_t r = 0; r < good; r++, frame += stride) {
        const uint32_t from = frame[0] + 1;
        hotline_weigh(
            sums[r], weights, hotline_prefixed(prefixes, bytes + from, frame[1] - from));
      }
    }

    int64_t *const outcomes = out->outcomes + out->count;
    for (size_t r = 0; r < good; r++) outcomes[r] = 0;
    for (size_t index = 0; index < facts->table_count; index++) {
      const hotline_table table = facts->tables[index];
      for (size_t r = 0; r < good; r++) {
        const int16_t rule = facts->answers[sums[r][index]];
        if (rule < 0) {
          good = r;
          break;
        }
        outcomes[r] = outcomes[r] * table.rule_count + rule;
        hotline_weigh(sums[r], weights, table.first_rule + (uint32_t)rule);
      }
    }

    for (size_t r = 0; r < good; r++) {
      const uint32_t *const frame = frames + r * stride;
      const size_t kept = (out->count + r) * out->kept;
      for (size_t place = 0; place < out->kept; place++) {
        out->starts[kept + place] = frame[place] + 1;
        out->stops[kept + place] = frame[place + 1];
      }
    }
    out->count += good;
    if (good > 0) row = out->behind[good - 1];
    if (good < rows) {
      // Where rows are odd, fewer are begun in vain.
      out->together = good > 0 ? good : 1;
      return row;
    }
    if (rows < most) return row;
    together = together * 2 < hotline_rows_together ? together * 2 : hotline_rows_together;
    out->together = together;
  }
  return row;
}
