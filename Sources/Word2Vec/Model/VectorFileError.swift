/// Why vectors cannot be written to a file, or read from it.
public enum VectorFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file cannot be opened, read or written.
  case file(FileError)
  /// The extension names no format.
  case unknownExtension(path: String)
  /// The first line is not `W d`.
  case noHeader(path: String, found: String)
  /// The vectors have another dimension than the model.
  case wrongDimension(path: String, found: Int, expected: Int)
  /// A line has too few or too many numbers.
  case wrongFieldCount(path: String, line: Int, found: Int, expected: Int)
  /// A line has something else where a number should be.
  case noNumber(path: String, line: Int, text: String)
  /// A component is not finite, or too large for a Float32; `place` is as `line 3` or `byte 200`.
  case notFinite(path: String, place: String)
  /// The file ends before all vectors have come.
  case truncated(path: String, place: String, found: Int, expected: Int)
  /// The file continues after its last vector.
  case trailing(path: String, place: String, expected: Int)
  /// The projector's two files differ in length.
  case unequalLengths(path: String, vectors: Int, metadata: String, words: Int)
  /// A vector that is to be written has a component that is not finite.
  case diverged(word: String, component: Int)

  /// The file, the place in it, the problem and a remedy.
  public var description: String {
    switch self {
    case .file(let error):
      return error.description
    case .unknownExtension(let path):
      let extensions = VectorFileFormat.allCases.flatMap(\.extensions).joined(separator: ", ")
      return "\(shown(path)) names no format of vectors; its extension must be one of \(extensions)"
    case .noHeader(let path, let found):
      return """
        \(shown(path)), line 1: expected the number of words and the dimension, as "5000 100", \
        found "\(found)"
        """
    case .wrongDimension(let path, let found, let expected):
      return """
        \(shown(path)) has vectors of dimension \(found), the model has \(expected); \
        set dimension \(found) first
        """
    case .wrongFieldCount(let path, let line, let found, let expected):
      return "\(shown(path)), line \(line): expected \(expected) numbers, found \(found)"
    case .noNumber(let path, let line, let text):
      return "\(shown(path)), line \(line): \"\(text)\" is not a number"
    case .notFinite(let path, let place):
      return "\(shown(path)), \(place): a component is not a finite Float32"
    case .truncated(let path, let place, let found, let expected):
      return """
        \(shown(path)) ends at \(place) after \(found) of \(expected) vectors; \
        it may not have been written to the end
        """
    case .trailing(let path, let place, let expected):
      return """
        \(shown(path)), \(place): the file continues after the \(expected) vectors it announces
        """
    case .unequalLengths(let path, let vectors, let metadata, let words):
      return "\(shown(path)) has \(vectors) vectors, but \(shown(metadata)) has \(words) words"
    case .diverged(let word, let component):
      return """
        the vector of "\(word)" is not finite in component \(component): training has diverged; \
        go back before saving
        """
    }
  }

  private func shown(_ path: String) -> String { displayText(path.utf8) }
}
