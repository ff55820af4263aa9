// The body of the cutter, included by cutting_shim.h once for each kind of processor.

HOTLINE_CUT_TARGET static size_t HOTLINE_CUT_NAME(
    const uint8_t *bytes, size_t start, size_t count, hotline_cut_form form,
    hotline_cut_records *out) {
  const size_t width = form.width;
  const size_t most = width + form.may_trail;
  // Fields and marks of the record under way; they count when it is whole.
  size_t fields = 0, doubled = 0;
  size_t record = start, field = start;
  // Whether any field of the record holds something.
  uint32_t held = 0;
  // Physical lines that ended before the block, and before the record; delimiters before the block,
  // and up to the end of the record's first line, where that is within marks.
  uint32_t lines = 0, lines_before = 0;
  uint32_t seen = 0, seen_in_line = 0;
  int is_behind_line = 0;
  // What the byte before the block is: within marks (all ones), a separator or a closing mark, a
  // closing mark, a CR, a backslash.
  uint64_t inside = 0, after_end = 1, after_mark = 0, after_return = 0, after_slash = 0;
  out->field_count = out->record_count = out->doubled_count = 0;
  if (width == 0 || out->record_room == 0 || out->field_room <= most) return start;

  for (size_t block = start; block < count; block += 64) {
    uint8_t padded[64];
    const uint8_t *look = bytes + block;
    if (count - block < 64) {
      for (size_t i = 0; i < 64; i++) padded[i] = i < count - block ? look[i] : 0x20;
      look = padded;
    }
    HOTLINE_CUT_LOAD(look)
    uint64_t delimiters = HOTLINE_CUT_EQUAL(form.delimiter);
    const uint64_t marks = HOTLINE_CUT_EQUAL('"');
    const uint64_t feeds = HOTLINE_CUT_EQUAL('\n');
    const uint64_t returns = HOTLINE_CUT_EQUAL('\r');
    const uint64_t slashes = HOTLINE_CUT_EQUAL('\\');
    if (count - block < 64) delimiters &= ((uint64_t)1 << (count - block)) - 1;

    const uint64_t quoted = HOTLINE_CUT_PARITY(marks) ^ inside;
    const uint64_t opening = marks & quoted;
    const uint64_t closing = marks & ~quoted;
    const uint64_t ends = (delimiters | feeds | returns) & ~quoted;
    const uint64_t behind_mark = closing << 1 | after_mark;
    const uint64_t behind_end = (ends | closing) << 1 | after_end;
    const uint64_t reopening = opening & behind_mark;
    const uint64_t odd = (opening & ~behind_end) | (behind_mark & ~(ends | opening)) |
        ((slashes << 1 | after_slash) & (marks | feeds | returns));
    // A line ends with LF, CR, or both of them.
    const uint64_t line_ends = returns | (feeds & ~(returns << 1 | after_return));
    uint64_t events = (delimiters & ~quoted) | line_ends | reopening;
    // What is odd is of the record under way, or of one that is not cut then.
    if (odd) events &= (odd & -odd) - 1;

    while (events) {
      const uint64_t bit = events & -events;
      const size_t place = block + (size_t)__builtin_ctzll(events);
      events &= events - 1;
      if (bit & reopening) {
        const uint32_t number = (uint32_t)(out->field_count + fields);
        if (doubled == out->doubled_count || out->doubled[doubled - 1] != number)
          out->doubled[doubled++] = number;
        continue;
      }
      if (bit & quoted) {
        if (!is_behind_line)
          seen_in_line = seen + (uint32_t)__builtin_popcountll(delimiters & (bit - 1));
        is_behind_line = 1;
        continue;
      }
      if (fields == most) return record;
      const uint32_t is_quoted = bytes[field] == '"';
      hotline_field *const cut = out->fields + out->field_count + fields++;
      cut->start = (uint32_t)field + is_quoted;
      cut->end = (uint32_t)place - is_quoted;
      held |= cut->end - cut->start;
      field = place + 1;
      if (bit & delimiters) continue;

      if (bit & returns) {
        // Whether an LF follows may not be known yet.
        if (field == count) return record;
        if (bytes[field] == '\n') field++;
      }
      if (fields > width && cut->end != cut->start) return record;
      if (fields < width || !held) return record;
      const uint32_t lines_up_to =
          lines + (uint32_t)__builtin_popcountll(line_ends & (bit | (bit - 1)));
      const uint32_t seen_up_to = seen + (uint32_t)__builtin_popcountll(delimiters & (bit - 1));
      hotline_record *const whole = out->records + out->record_count++;
      whole->start = (uint32_t)record;
      whole->end = (uint32_t)field;
      whole->lines = lines_up_to - lines_before;
      whole->behind_line = is_behind_line ? seen_up_to - seen_in_line : 0;
      is_behind_line = 0;
      lines_before = lines_up_to;
      out->field_count += width;
      out->doubled_count = doubled;
      record = field;
      fields = 0;
      held = 0;
      if (out->record_count == out->record_room || out->field_room - out->field_count <= most)
        return record;
    }
    if (odd) return record;

    lines += (uint32_t)__builtin_popcountll(line_ends);
    seen += (uint32_t)__builtin_popcountll(delimiters);
    inside = (uint64_t)((int64_t)quoted >> 63);
    after_end = (ends | closing) >> 63;
    after_mark = closing >> 63;
    after_return = returns >> 63;
    after_slash = slashes >> 63;
  }
  return record;
}
