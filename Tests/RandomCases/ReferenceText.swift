import Word2Vec

/// A reference for the reader's result, written for clarity alone.
package struct ReferenceText {
  package private(set) var sentences: [[[UInt8]]] = []
  package private(set) var invalidBytes = 0
  package private(set) var counts: [[UInt8]: Int] = [:]

  /// A scalar, or a byte that is part of none.
  private enum Character {
    case scalar(Unicode.Scalar)
    case invalid(UInt8)

    var bytes: [UInt8] {
      switch self {
      case .scalar(let scalar): Array(String(Swift.Character(scalar)).utf8)
      case .invalid(let byte): [byte]
      }
    }

    var isBlank: Bool {
      if case .scalar(let scalar) = self { return scalar.properties.isWhitespace }
      return false
    }

    var isPunctuation: Bool {
      guard case .scalar(let scalar) = self else { return false }
      if scalar.isASCII {
        return "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".unicodeScalars.contains(scalar)
      }
      return switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        true
      default: false
      }
    }

    var lowercase: [UInt8] {
      guard case .scalar(let scalar) = self else { return bytes }
      return Array(scalar.properties.lowercaseMapping.utf8)
    }
  }

  package init(_ text: [UInt8], _ tokenization: Tokenization) {
    for line in text.split(separator: 10, omittingEmptySubsequences: false) {
      let characters = decode(Array(line))
      for case .invalid in characters { invalidBytes += 1 }
      let words = characters.split(whereSeparator: \.isBlank).compactMap { run -> [UInt8]? in
        guard tokenization == .words else { return run.flatMap(\.bytes) }
        let start = run.firstIndex { !$0.isPunctuation }
        let end = run.lastIndex { !$0.isPunctuation }
        guard let start, let end else { return nil }
        return run[start...end].flatMap(\.lowercase)
      }
      if !words.isEmpty { sentences.append(words) }
      for word in words { counts[word, default: 0] += 1 }
    }
  }

  private func decode(_ line: [UInt8]) -> [Character] {
    var characters: [Character] = []
    var index = 0
    while index < line.count {
      // A prefix that String accepts unchanged, and that is one scalar, is well-formed.
      let length = (1...4).first { length in
        guard index + length <= line.count else { return false }
        let part = Array(line[index..<index + length])
        let text = String(decoding: part, as: UTF8.self)
        return text.unicodeScalars.count == 1 && Array(text.utf8) == part
      }
      if let length,
        let scalar = String(decoding: line[index..<index + length], as: UTF8.self).unicodeScalars
          .first
      {
        characters.append(.scalar(scalar))
        index += length
      } else {
        characters.append(.invalid(line[index]))
        index += 1
      }
    }
    return characters
  }

  package var types: [[UInt8]] {
    counts.sorted { a, b in
      a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key)
    }.map(\.key)
  }
}
