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

/// Begins XXH3 of 128 bits over bytes that come piece by piece; `NULL` where there is no memory.
static inline void *hotline_xxh3_begin(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state) XXH3_128bits_reset(state);
  return state;
}

/// Takes more bytes in.
static inline void hotline_xxh3_add(void *state, const void *bytes, size_t count) {
  XXH3_128bits_update((XXH3_state_t *)state, bytes, count);
}

/// The hash of all that was taken in.
static inline void hotline_xxh3_digest(void *state, uint64_t *high, uint64_t *low) {
  XXH128_hash_t hash = XXH3_128bits_digest((XXH3_state_t *)state);
  *high = hash.high64;
  *low = hash.low64;
}

/// Lets go of it.
static inline void hotline_xxh3_end(void *state) {
  XXH3_freeState((XXH3_state_t *)state);
}

/// XXH3 of 64 bits under a seed.
static inline uint64_t hotline_xxh3_64(const void *bytes, size_t count, uint64_t seed) {
  return XXH3_64bits_withSeed(bytes, count, seed);
}
