// SHA-256 of whole 64-byte blocks with the processor's own instructions.
//
// libsodium computes SHA-256 at 0.3 GB/s, and an import hashes every byte it reads and every byte
// it writes; processors since 2017 do it at 1.5 GB/s and more. Where the processor has no such
// instructions `hotline_sha256_available` says so, and libsodium is used.
// Source: FIPS 180-4; Intel SHA Extensions (Intel 64 SDM, volume 2).
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

static inline int hotline_sha256_available(void) {
  uint32_t a = 7, b = 0, c = 0, d = 0;
  __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  uint32_t a1 = 1, b1 = 0, c1 = 0, d1 = 0;
  __asm__ volatile("cpuid" : "+a"(a1), "=b"(b1), "+c"(c1), "=d"(d1));
  return (b >> 29 & 1) && (c1 >> 19 & 1) && (c1 >> 9 & 1);
}

static const uint32_t hotline_sha256_k[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// The instructions keep the eight words in another order than the standard.
#define HOTLINE_SHA256_LOAD(state, abef, cdgh)                                      \
  __m128i abef, cdgh;                                                               \
  {                                                                                 \
    const __m128i dcba =                                                            \
        _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state)), 0xB1);         \
    const __m128i hgfe =                                                            \
        _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)((state) + 4)), 0x1B);   \
    abef = _mm_alignr_epi8(dcba, hgfe, 8);                                          \
    cdgh = _mm_blend_epi16(hgfe, dcba, 0xF0);                                       \
  }
#define HOTLINE_SHA256_STORE(state, abef, cdgh)                                     \
  {                                                                                 \
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);                             \
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);                             \
    _mm_storeu_si128((__m128i *)(state), _mm_blend_epi16(feba, dchg, 0xF0));        \
    _mm_storeu_si128((__m128i *)((state) + 4), _mm_alignr_epi8(dchg, feba, 8));     \
  }
#define HOTLINE_SHA256_READ(words, bytes)                                           \
  for (int i = 0; i < 4; i++)                                                       \
    words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)((bytes) + 16 * i)), swap);
// The next four words of the schedule.
#define HOTLINE_SHA256_NEXT(m, w, i)                                                \
  if (i < 4) {                                                                      \
    m = w[i];                                                                       \
  } else {                                                                          \
    m = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);                             \
    m = _mm_add_epi32(m, _mm_alignr_epi8(w[(i + 3) & 3], w[(i + 2) & 3], 4));       \
    m = _mm_sha256msg2_epu32(m, w[(i + 3) & 3]);                                    \
    w[i & 3] = m;                                                                   \
  }                                                                                 \
  m = _mm_add_epi32(m, _mm_load_si128((const __m128i *)(hotline_sha256_k + 4 * i)));

#define HOTLINE_SHA256 __attribute__((target("sha,sse4.1,ssse3")))

HOTLINE_SHA256 static inline void hotline_sha256_blocks(
    uint32_t *state, const uint8_t *bytes, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  HOTLINE_SHA256_LOAD(state, abef, cdgh)
  for (; blocks > 0; blocks--, bytes += 64) {
    const __m128i abef0 = abef, cdgh0 = cdgh;
    __m128i w[4];
    HOTLINE_SHA256_READ(w, bytes)
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      __m128i m;
      HOTLINE_SHA256_NEXT(m, w, i)
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, m);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(m, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef0);
    cdgh = _mm_add_epi32(cdgh, cdgh0);
  }
  HOTLINE_SHA256_STORE(state, abef, cdgh)
}

/// Blocks of two messages, interleaved: a round waits for the one before it half of its time.
HOTLINE_SHA256 static inline void hotline_sha256_two(
    uint32_t *state, const uint8_t *bytes, uint32_t *other_state, const uint8_t *other_bytes,
    size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  HOTLINE_SHA256_LOAD(state, abef, cdgh)
  HOTLINE_SHA256_LOAD(other_state, abef2, cdgh2)
  for (; blocks > 0; blocks--, bytes += 64, other_bytes += 64) {
    const __m128i abef0 = abef, cdgh0 = cdgh, abef20 = abef2, cdgh20 = cdgh2;
    __m128i w[4], w2[4];
    HOTLINE_SHA256_READ(w, bytes)
    HOTLINE_SHA256_READ(w2, other_bytes)
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      __m128i m, m2;
      HOTLINE_SHA256_NEXT(m, w, i)
      HOTLINE_SHA256_NEXT(m2, w2, i)
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, m);
      cdgh2 = _mm_sha256rnds2_epu32(cdgh2, abef2, m2);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(m, 0x0E));
      abef2 = _mm_sha256rnds2_epu32(abef2, cdgh2, _mm_shuffle_epi32(m2, 0x0E));
    }
    abef = _mm_add_epi32(abef, abef0);
    cdgh = _mm_add_epi32(cdgh, cdgh0);
    abef2 = _mm_add_epi32(abef2, abef20);
    cdgh2 = _mm_add_epi32(cdgh2, cdgh20);
  }
  HOTLINE_SHA256_STORE(state, abef, cdgh)
  HOTLINE_SHA256_STORE(other_state, abef2, cdgh2)
}

/// A message of which blocks are hashed beside those of another: its whole blocks, then those that
/// hold what is left and its length.
typedef struct {
  uint32_t state[8];
  const uint8_t *next;
  size_t blocks;
  size_t line;
  int has_tail;
  size_t tail_blocks;
  uint8_t tail[128];
} hotline_sha256_message;

static inline void hotline_sha256_begin(
    hotline_sha256_message *message, const uint8_t *bytes, size_t size, size_t line) {
  static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(message->state, start, sizeof start);
  const size_t rest = size % 64;
  message->tail_blocks = rest < 56 ? 1 : 2;
  memset(message->tail, 0, 64 * message->tail_blocks);
  memcpy(message->tail, bytes + size - rest, rest);
  message->tail[rest] = 0x80;
  for (int i = 0; i < 8; i++)
    message->tail[64 * message->tail_blocks - 1 - i] = (uint8_t)(size * 8 >> 8 * i);
  message->next = bytes;
  message->blocks = size / 64;
  message->has_tail = 1;
  message->line = line;
}

/// Goes on where no block is left: with the tail, then with the next line; 0 behind the last.
static inline int hotline_sha256_advance(
    hotline_sha256_message *message, const uint8_t *text, const intptr_t *ends, size_t count,
    size_t *taken, uint8_t *digests) {
  while (message->blocks == 0) {
    if (message->has_tail) {
      message->next = message->tail;
      message->blocks = message->tail_blocks;
      message->has_tail = 0;
      continue;
    }
    if (message->line < count)
      for (int i = 0; i < 32; i++)
        digests[32 * message->line + i] = (uint8_t)(message->state[i / 4] >> (24 - i % 4 * 8));
    if (*taken == count) return 0;
    const size_t start = *taken > 0 ? (size_t)ends[*taken - 1] : 0;
    hotline_sha256_begin(message, text + start, (size_t)ends[*taken] - start, *taken);
    ++*taken;
  }
  return 1;
}

/// SHA-256 of each of some lines, 32 bytes each, two at a time; where blocks of a longer message are
/// given, one at a time beside them.
HOTLINE_SHA256 static inline void hotline_sha256_lines(
    const uint8_t *text, const intptr_t *ends, size_t count, uint8_t *digests, uint32_t *state,
    const uint8_t *bytes, size_t blocks) {
  hotline_sha256_message one = {.line = count}, two = {.line = count};
  size_t taken = 0;
  if (blocks > 0) {
    memcpy(one.state, state, sizeof one.state);
    one.next = bytes;
    one.blocks = blocks;
  }
  int is_beside = blocks > 0;
  int has_one = hotline_sha256_advance(&one, text, ends, count, &taken, digests);
  int has_two = hotline_sha256_advance(&two, text, ends, count, &taken, digests);
  while (has_one || has_two) {
    if (has_one && has_two) {
      const size_t both = one.blocks < two.blocks ? one.blocks : two.blocks;
      hotline_sha256_two(one.state, one.next, two.state, two.next, both);
      one.next += 64 * both;
      one.blocks -= both;
      two.next += 64 * both;
      two.blocks -= both;
    } else {
      hotline_sha256_message *last = has_one ? &one : &two;
      hotline_sha256_blocks(last->state, last->next, last->blocks);
      last->blocks = 0;
    }
    if (is_beside && one.blocks == 0) {
      memcpy(state, one.state, sizeof one.state);
      is_beside = 0;
    }
    has_one = has_one && hotline_sha256_advance(&one, text, ends, count, &taken, digests);
    has_two = has_two && hotline_sha256_advance(&two, text, ends, count, &taken, digests);
  }
}
#else
static inline int hotline_sha256_available(void) { return 0; }
static inline void hotline_sha256_blocks(uint32_t *state, const uint8_t *bytes, size_t blocks) {
  (void)state; (void)bytes; (void)blocks;
}
static inline void hotline_sha256_lines(
    const uint8_t *text, const intptr_t *ends, size_t count, uint8_t *digests, uint32_t *state,
    const uint8_t *bytes, size_t blocks) {
  (void)text; (void)ends; (void)count; (void)digests; (void)state; (void)bytes; (void)blocks;
}
#endif
