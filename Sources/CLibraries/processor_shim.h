// What the processor can do that not every processor of its kind can.
#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>

/// For functions that `hotline_is_wide` allows.
#define HOTLINE_WIDE __attribute__((target("avx2,pclmul,bmi,bmi2,lzcnt,popcnt")))

/// Whether the processor has AVX2 and PCLMUL, and the system keeps the wide registers.
static inline int hotline_is_wide(void) {
  uint32_t a = 1, b = 0, c = 0, d = 0;
  __asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  // PCLMUL, POPCNT, OSXSAVE, AVX.
  const uint32_t first = 1u << 1 | 1u << 23 | 1u << 27 | 1u << 28;
  if ((c & first) != first) return 0;
  uint32_t kept = 0, rest = 0;
  __asm__ volatile("xgetbv" : "=a"(kept), "=d"(rest) : "c"(0));
  if ((kept & 6) != 6) return 0;
  uint32_t a7 = 7, b7 = 0, c7 = 0, d7 = 0;
  __asm__ volatile("cpuid" : "+a"(a7), "=b"(b7), "+c"(c7), "=d"(d7));
  // BMI, AVX2, BMI2.
  const uint32_t second = 1u << 3 | 1u << 5 | 1u << 8;
  if ((b7 & second) != second) return 0;
  uint32_t ax = 0x80000001, bx = 0, cx = 0, dx = 0;
  __asm__ volatile("cpuid" : "+a"(ax), "=b"(bx), "+c"(cx), "=d"(dx));
  // LZCNT.
  return cx >> 5 & 1;
}
#else
static inline int hotline_is_wide(void) { return 0; }
#endif

/// Asks the processor to bring in a line of memory that is read soon; any address may be asked for.
static inline void hotline_prefetch(const void *address) { __builtin_prefetch(address); }
