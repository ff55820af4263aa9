import CSodium
import CXXHash
import CZlib
import CZstd

/// The libraries that compress, hash and seal files.
package enum FileLibraries {
  /// Their names and versions.
  package static var all: [(name: String, version: String)] {
    [
      ("libsodium", unsafe String(cString: sodium_version_string())),
      ("zlib", unsafe String(cString: zlibVersion())),
      ("zstd", unsafe String(cString: ZSTD_versionString())),
      ("xxHash", "\(XXH_VERSION_MAJOR).\(XXH_VERSION_MINOR).\(XXH_VERSION_RELEASE)"),
    ]
  }
}
