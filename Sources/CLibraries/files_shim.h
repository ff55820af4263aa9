// What glibc declares only for GNU programs (fcntl.h).
#include <stdint.h>

extern int sync_file_range(int descriptor, int64_t offset, int64_t count, unsigned int flags);

/// Asks the disk to write a part of a file, without waiting for it.
static inline void hotline_begin_writing(int descriptor, int64_t offset, int64_t count) {
  const unsigned int write = 2; // SYNC_FILE_RANGE_WRITE
  (void)sync_file_range(descriptor, offset, count, write);
}
