extension Unicode.Scalar {
  /// Whether a character has no form of its own: those that only tell a program how to set others,
  /// such as U+200E, U+202D and variation selectors, and the separators of old mainframes.
  package var isUnseen: Bool {
    switch value {
    case 0x1F, 0x034F, 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    case ..<0x80: false
    default: properties.generalCategory == .format
    }
  }
}
