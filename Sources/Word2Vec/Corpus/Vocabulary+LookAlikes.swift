extension Vocabulary {
  /// The words that show the same characters as another word in different bytes, as a letter and an accent
  /// that are one character or two.
  ///
  /// They are the words with an equal canonical form in Unicode.
  ///
  /// - Parameter cancellation: Ends the search.
  /// - Returns: Words in ascending order.
  /// - Throws: The error of `cancellation`.
  /// - Complexity: O(*W*) on average.
  package func lookAlikes<E>(cancellation: Cancellation<E> = .never) throws(E) -> [Int] {
    // Strings are equal where their canonical forms are.
    var first: [String: Int] = [:]
    var found: Set<Int> = []
    for part in parts(of: count) {
      try cancellation.check()
      for word in part {
        let bytes = bytes(of: word)
        if bytes.allSatisfy({ $0 < 0x80 }) { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        // Bytes outside UTF-8 are shown as they are, so they look different.
        guard text.utf8.elementsEqual(bytes) else { continue }
        if let other = first[text] {
          found.formUnion([other, word])
        } else {
          first[text] = word
        }
      }
    }
    return found.sorted()
  }
}
