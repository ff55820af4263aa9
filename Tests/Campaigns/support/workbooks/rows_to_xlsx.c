/* Writes a workbook with libxlsxwriter: cells are read from standard input, each a letter (s text, n number,
 * d date and time, e end of a row), its text and a zero byte.
 *   rows_to_xlsx FILE [constant]     `constant`: as programs with many rows use it, texts in the cells themselves
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

static char text[1 << 20];

static int next(void) {
  size_t length = 0;
  int byte;
  while ((byte = getchar()) > 0 && length < sizeof text - 1) text[length++] = (char)byte;
  text[length] = 0;
  return byte == 0;
}

int main(int count, char **words) {
  lxw_workbook_options options = {.constant_memory = count > 2};
  lxw_workbook *book = workbook_new_opt(words[1], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "工单");
  lxw_format *moment = workbook_add_format(book), *plain = workbook_add_format(book);
  format_set_num_format(moment, "yyyy/m/d h:mm:ss");
  format_set_num_format(plain, "@");
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  while (next()) {
    lxw_datetime day;
    switch (text[0]) {
      case 's': worksheet_write_string(sheet, row, column++, text + 1, plain); break;
      case 'n': worksheet_write_number(sheet, row, column++, atof(text + 1), NULL); break;
      case 'd':
        memset(&day, 0, sizeof day);
        sscanf(text + 1, "%d-%d-%d %d:%d:%lf", &day.year, &day.month, &day.day, &day.hour, &day.min, &day.sec);
        worksheet_write_datetime(sheet, row, column++, &day, moment);
        break;
      default: row++, column = 0;
    }
  }
  return workbook_close(book);
}
