// The whole hash stands in its header, where its functions are macros that Swift does not see.
#define XXH_INLINE_ALL
#include <xxhash.h>

/// XXH3 of 128 bits under a seed.
static inline void hotline_xxh3(
    const void *bytes, size_t count, uint64_t seed, uint64_t *high, uint64_t *low) {
  XXH128_hash_t hash = XXH3_128bits_withSeed(bytes, count, seed);
  *high = hash.high64;
  *low = hash.low64;
}

/// XXH3 of 64 bits under a seed.
static inline uint64_t hotline_xxh3_64(const void *bytes, size_t count, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes, count, seed);
}
