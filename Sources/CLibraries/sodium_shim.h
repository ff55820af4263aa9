#include <sodium.h>

// Argon2id as OWASP asks for it: 19 MiB, two passes, one lane (libsodium knows no other number of lanes).
#define HOTLINE_PASSWORD_PASSES 2
#define HOTLINE_PASSWORD_BYTES (19 * 1024 * 1024)

/// Writes the hash of a password, with its salt and parameters, as text of at most 128 bytes; 0 where
/// there was memory for it.
static inline int hotline_password_hash(char *text, const unsigned char *password, size_t length) {
  return crypto_pwhash_str(text, (const char *)password, length, HOTLINE_PASSWORD_PASSES,
                           HOTLINE_PASSWORD_BYTES);
}

/// 0 where a password is the one of a hash; libsodium compares in constant time.
static inline int hotline_password_verify(const char *text, const unsigned char *password,
                                          size_t length) {
  return crypto_pwhash_str_verify(text, (const char *)password, length);
}
