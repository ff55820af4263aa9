// libxlsxwriter, loaded when the first workbook is written: linked, it would bring libminizip and
// libcrypto into every run, and a program that prints its version would start half as fast again.
#include <dlfcn.h>
#include <stddef.h>
#include <xlsxwriter.h>

/// The functions that are called, by the names that the library gives them.
#define HOTLINE_XLSX_FUNCTIONS(each)        \
  each(workbook_new_opt)                    \
  each(workbook_add_worksheet)              \
  each(workbook_add_format)                 \
  each(workbook_set_properties)             \
  each(workbook_close)                      \
  each(lxw_workbook_free)                   \
  each(lxw_strerror)                        \
  each(lxw_version)                         \
  each(worksheet_write_string)              \
  each(worksheet_write_number)              \
  each(worksheet_write_blank)               \
  each(worksheet_set_column)                \
  each(worksheet_set_row)                   \
  each(worksheet_autofilter)                \
  each(worksheet_freeze_panes)              \
  each(worksheet_data_validation_range)     \
  each(worksheet_conditional_format_range)  \
  each(worksheet_protect)                   \
  each(worksheet_hide)                      \
  each(worksheet_set_landscape)             \
  each(worksheet_set_paper)                 \
  each(worksheet_set_margins)               \
  each(worksheet_fit_to_pages)              \
  each(worksheet_repeat_rows)               \
  each(worksheet_repeat_columns)            \
  each(worksheet_set_header)                \
  each(worksheet_set_footer)                \
  each(worksheet_set_selection)             \
  each(worksheet_activate)                  \
  each(worksheet_set_first_sheet)           \
  each(format_set_font_name)                \
  each(format_set_font_size)                \
  each(format_set_font_color)               \
  each(format_set_bold)                     \
  each(format_set_num_format)               \
  each(format_set_unlocked)                 \
  each(format_set_align)                    \
  each(format_set_text_wrap)                \
  each(format_set_bg_color)                 \
  each(format_set_border)                   \
  each(format_set_border_color)

/// The library as it was loaded: each of its functions under its own name.
typedef struct {
#define HOTLINE_XLSX_MEMBER(name) __typeof__(&name) name;
  HOTLINE_XLSX_FUNCTIONS(HOTLINE_XLSX_MEMBER)
#undef HOTLINE_XLSX_MEMBER
} hotline_xlsx;

/// The file name of the library, with the number of its binary interface.
static const char hotline_xlsx_file[] = "libxlsxwriter.so." LXW_SOVERSION;

/// Loads the library; what the loader says where it cannot, which holds until the next call.
static inline const char *hotline_xlsx_load(hotline_xlsx *library) {
  void *handle = dlopen(hotline_xlsx_file, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return dlerror();
#define HOTLINE_XLSX_FIND(name)                                \
  *(void **)&library->name = dlsym(handle, #name);             \
  if (library->name == NULL) return dlerror();
  HOTLINE_XLSX_FUNCTIONS(HOTLINE_XLSX_FIND)
#undef HOTLINE_XLSX_FIND
  return NULL;
}

/// Whether rows that the library keeps in a temporary file could all be written.
static inline int hotline_xlsx_is_intact(const lxw_worksheet *sheet) {
  return sheet->file == NULL || (fflush(sheet->file) == 0 && !ferror(sheet->file));
}

/// The version of the headers the program was built with.
static const char hotline_xlsx_version[] = LXW_VERSION;
