// The whole hash stands in its header, where its functions are macros that Swift does not see.
#define XXH_INLINE_ALL
#include <xxhash.h>

/// XXH3 of 128 bits.
static inline void hotline_xxh3(const void *bytes, size_t count, uint64_t *high, uint64_t *low) {
  XXH128_hash_t hash = XXH3_128bits(bytes, count);
  *high = hash.high64;
  *low = hash.low64;
}
