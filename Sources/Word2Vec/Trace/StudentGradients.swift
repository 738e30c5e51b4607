/// Gradients of a window that a student computed.
public struct StudentGradients: Equatable, Sendable {
  /// `∂J/∂v_c`, shape `[d]`, if given.
  public var center: [Double]?
  /// `∂J/∂u_w` by word, each of shape `[d]` or a single number for all components, if given.
  public var outside: [Int: [Double]]?

  /// Gradients, of which either may be missing.
  ///
  /// - Parameters:
  ///   - center: `∂J/∂v_c`, shape `[d]`.
  ///   - outside: `∂J/∂u_w` by word, each of shape `[d]` or a single number for all components.
  public init(center: [Double]?, outside: [Int: [Double]]?) {
    self.center = center
    self.outside = outside
  }

  /// Reads gradients from JSON, or from the printed form of numpy and Python.
  ///
  /// `gradCenter` is a list of `d` numbers. `gradOutside` is a matrix in vocabulary order, or rows
  /// by word: an object, `gradOutside[king] = [...]`, or lines of a word and its numbers below
  /// `gradOutside:`. Commas between numbers may be missing. Names may be longer, as
  /// `gradCenterVec`; other names are skipped. A word with blanks or brackets in it goes in quotes.
  ///
  /// - Parameters:
  ///   - bytes: The text; any bytes.
  ///   - vocabulary: The words.
  ///   - dimension: The dimension `d`.
  /// - Returns: At least one of the two gradients.
  /// - Throws: ``StudentGradientsError`` with the line.
  public static func parse(
    _ bytes: [UInt8], vocabulary: Vocabulary, dimension: Int
  ) throws(StudentGradientsError) -> StudentGradients {
    var reader = GradientReader(bytes, vocabulary: vocabulary, dimension: dimension)
    return try reader.read()
  }
}

/// Why a text could not be read as gradients.
public enum StudentGradientsError: Error, Equatable, CustomStringConvertible {
  /// Neither gradient is in it.
  case nothingFound
  /// The text has something else where a part of a statement is expected.
  case unexpected(String, expected: String, line: Int)
  /// One of the numbers is not a number.
  case notANumber(String, line: Int)
  /// The array was printed with an ellipsis.
  case abbreviated(line: Int)
  /// Lists are nested too deeply.
  case tooDeep(line: Int)
  /// A row belongs to a word that the vocabulary does not have.
  case unknownWord(String, nearest: String?, line: Int)
  /// A vector has the wrong number of components.
  case wrongLength(String, found: Int, expected: Int)
  /// A matrix has the wrong number of rows.
  case wrongRows(found: Int, expected: Int)
  /// Something is given twice.
  case repeated(String, line: Int)

  /// The problem and a remedy.
  public var description: String {
    switch self {
    case .nothingFound:
      "found neither gradCenter nor gradOutside; write gradCenter = [numbers] or "
        + "gradOutside = [[numbers], …]"
    case .unexpected(let found, let expected, let line):
      "line \(line): expected \(expected), found \(found)"
    case .notANumber(let found, let line): "line \(line): \(found) is not a number"
    case .abbreviated(let line):
      "line \(line): the array is abbreviated; print it whole "
        + "(numpy.set_printoptions(threshold=numpy.inf))"
    case .tooDeep(let line): "line \(line): lists are nested too deeply"
    case .unknownWord(let word, let nearest, let line):
      "line \(line): \(word) is not in the vocabulary"
        + (nearest.map { "; the nearest word is \($0)" } ?? "")
    case .wrongLength(let name, let found, let expected):
      "\(name) has \(found) components; a vector here has \(expected)"
    case .wrongRows(let found, let expected):
      "gradOutside has \(found) rows; the vocabulary has \(expected) words, or name each row's word"
    case .repeated(let name, let line): "line \(line): \(name) is given twice"
    }
  }
}

/// Reads statements of names and lists, leniently.
private struct GradientReader {
  private enum Token: Equatable {
    case open(UInt8)
    case close(UInt8)
    case separator(UInt8)
    case text([UInt8], isQuoted: Bool)
    case newline
    case end
  }

  private indirect enum Value {
    case number(Double)
    case list([Value])
    case rows([Row])
    case other(String)
  }

  private struct Row {
    let word: [UInt8]
    let value: Value
    let line: Int
  }

  private let bytes: [UInt8]
  private let vocabulary: Vocabulary
  private let dimension: Int
  private var position = 0
  private var line = 1
  private var token = Token.newline
  /// The line the token began in.
  private var tokenLine = 1
  private var gradients = StudentGradients(center: nil, outside: nil)

  private static let deepest = 32

  init(_ bytes: [UInt8], vocabulary: Vocabulary, dimension: Int) {
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.dimension = dimension
    advance()
  }

  mutating func read() throws(StudentGradientsError) -> StudentGradients {
    skipNewlines()
    if token == .open(UInt8(ascii: "{")) {
      guard case .rows(let entries) = try value(depth: 0) else { throw .nothingFound }
      for entry in entries { try assign(entry.value, to: entry.word, line: entry.line) }
    } else {
      while token != .end { try statement() }
    }
    guard gradients.center != nil || gradients.outside != nil else { throw .nothingFound }
    return gradients
  }

  // MARK: Statements

  /// The gradient that a name means, in any case and with any suffix.
  private func target(_ name: [UInt8]) -> Diagnosis.Part? {
    let small = String(decoding: name, as: UTF8.self).lowercased().filter { $0 != "_" }
    if small.hasPrefix("gradcenter") { return .center }
    return small.hasPrefix("gradoutside") ? .outside : nil
  }

  private mutating func statement() throws(StudentGradientsError) {
    guard case .text(let name, _) = token else {
      if token == .newline || isSeparator(";,") {
        advance()
        return
      }
      throw unexpected("gradCenter or gradOutside")
    }
    let start = tokenLine
    advance()
    let target = target(name)
    if target == .outside, let word = subscripted() {
      try expectAssignment()
      try assign(rows: [Row(word: word, value: try value(depth: 0), line: start)])
      return
    }
    let isAssigned = isSeparator("=:")
    if isAssigned { advance() }
    let isBelow = token == .newline
    skipNewlines()
    if target == nil && !isAssigned {
      throw .unexpected(
        displayText(name), expected: "gradCenter or gradOutside", line: start)
    }
    switch (target, token) {
    case (_, .open), (nil, _): try assign(try value(depth: 0), to: name, line: start)
    case (.center?, _): try assign(.list(try numbers()), to: name, line: start)
    case (.outside?, .text(let word, _)) where !beginsCall && (isBelow || !isNumber(word)):
      try assign(rows: try rowsBelow())
    case (.outside?, _): try assign(try value(depth: 0), to: name, line: start)
    }
  }

  /// Reads `[word]` after a name, if it follows.
  private mutating func subscripted() -> [UInt8]? {
    guard token == .open(UInt8(ascii: "[")) else { return nil }
    let saved = self
    advance()
    if case .text(let word, let isQuoted) = token, isQuoted || !isNumber(word) {
      advance()
      if token == .close(UInt8(ascii: "]")) {
        advance()
        if isSeparator("=:") { return word }
      }
    }
    self = saved
    return nil
  }

  private mutating func expectAssignment() throws(StudentGradientsError) {
    guard isSeparator("=:") else { throw unexpected("=") }
    advance()
    skipNewlines()
  }

  /// Rows of a word and its numbers, one a line, up to the next name of a gradient.
  private mutating func rowsBelow() throws(StudentGradientsError) -> [Row] {
    var rows: [Row] = []
    while true {
      skipNewlines()
      guard case .text(let word, let isQuoted) = token, isQuoted || target(word) == nil else {
        return rows
      }
      let start = tokenLine
      advance()
      if isSeparator("=:") { advance() }
      let isList = if case .open = token { true } else { false }
      let value = try isList ? value(depth: 0) : .list(numbers())
      rows.append(Row(word: word, value: value, line: start))
    }
  }

  /// Numbers up to the end of the line.
  private mutating func numbers() throws(StudentGradientsError) -> [Value] {
    var numbers: [Value] = []
    while token != .newline && token != .end {
      if isSeparator(",;") {
        advance()
      } else {
        numbers.append(try value(depth: 0))
      }
    }
    return numbers
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(StudentGradientsError) -> Value {
    guard depth < Self.deepest else { throw .tooDeep(line: tokenLine) }
    switch token {
    case .open(UInt8(ascii: "[")), .open(UInt8(ascii: "(")): return try list(depth: depth)
    case .open: return try object(depth: depth)
    case .text(let text, let isQuoted):
      let start = tokenLine
      advance()
      if isQuoted { return .other(displayText(text)) }
      if token == .open(UInt8(ascii: "(")) { return try call(depth: depth) }
      if ["...", "…"].contains(where: { text.starts(with: $0.utf8) }) {
        throw .abbreviated(line: start)
      }
      return number(text).map { .number($0) } ?? .other(displayText(text))
    default: throw unexpected("a number or a list")
    }
  }

  /// The elements between brackets, with or without commas.
  private mutating func list(depth: Int) throws(StudentGradientsError) -> Value {
    advance()
    var elements: [Value] = []
    while skipToElement(separators: ",;") { elements.append(try value(depth: depth + 1)) }
    return .list(elements)
  }

  /// Skips separators and newlines.
  ///
  /// - Returns: Whether an element follows; if not, the closing bracket has been skipped.
  private mutating func skipToElement(separators: String) -> Bool {
    while token == .newline || isSeparator(separators) { advance() }
    guard case .close = token else { return true }
    advance()
    return false
  }

  /// The list inside `array(list, dtype=float32)`.
  private mutating func call(depth: Int) throws(StudentGradientsError) -> Value {
    advance()
    skipNewlines()
    let held = try value(depth: depth + 1)
    var open = 1
    while open > 0 {
      switch token {
      case .open: open += 1
      case .close: open -= 1
      case .end: throw unexpected("a closing parenthesis")
      default: break
      }
      advance()
    }
    return held
  }

  /// The entries between braces.
  private mutating func object(depth: Int) throws(StudentGradientsError) -> Value {
    advance()
    var entries: [Row] = []
    while skipToElement(separators: ",") {
      guard case .text(let key, _) = token else { throw unexpected("a name") }
      let start = tokenLine
      advance()
      skipNewlines()
      try expectAssignment()
      entries.append(Row(word: key, value: try value(depth: depth + 1), line: start))
    }
    return .rows(entries)
  }

  private func isNumber(_ text: [UInt8]) -> Bool { number(text) != nil }

  private func number(_ text: [UInt8]) -> Double? {
    let text = String(decoding: text, as: UTF8.self)
    return text == "null" || text == "None" ? .nan : Double(text)
  }

  /// Whether a parenthesis follows the token, as in `array(…`.
  private var beginsCall: Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: "(")
  }

  // MARK: Assignment

  private mutating func assign(
    _ value: Value, to name: [UInt8], line: Int
  ) throws(StudentGradientsError) {
    switch target(name) {
    case .center:
      guard gradients.center == nil else { throw .repeated("gradCenter", line: line) }
      let vector = try flattened(value, line: line)
      guard vector.count == dimension else {
        throw .wrongLength("gradCenter", found: vector.count, expected: dimension)
      }
      gradients.center = vector
    case .outside:
      switch value {
      case .rows(let rows): try assign(rows: rows)
      case .list(let rows):
        guard gradients.outside == nil else { throw .repeated("gradOutside", line: line) }
        guard rows.count == vocabulary.count else {
          throw .wrongRows(found: rows.count, expected: vocabulary.count)
        }
        var vectors: [Int: [Double]] = [:]
        for (word, row) in rows.enumerated() {
          vectors[word] = try vector(row, of: "row \(word) of gradOutside", line: line)
        }
        gradients.outside = vectors
      default: throw .unexpected("a number", expected: "a matrix or rows by word", line: line)
      }
    case nil: break
    }
  }

  private mutating func assign(rows: [Row]) throws(StudentGradientsError) {
    var vectors = gradients.outside ?? [:]
    for row in rows {
      let name = displayText(row.word)
      guard let word = vocabulary.index(of: row.word) else {
        throw .unknownWord(
          name, nearest: vocabulary.nearest(to: row.word).map { vocabulary.name(of: $0) },
          line: row.line)
      }
      guard vectors[word] == nil else { throw .repeated("gradOutside of \(name)", line: row.line) }
      vectors[word] = try vector(row.value, of: "gradOutside of \(name)", line: row.line)
    }
    gradients.outside = vectors
  }

  /// A row of `d` numbers, or one number for all components.
  private func vector(
    _ value: Value, of name: String, line: Int
  ) throws(StudentGradientsError) -> [Double] {
    let vector = try flattened(value, line: line)
    guard vector.count == dimension || vector.count == 1 else {
      throw .wrongLength(name, found: vector.count, expected: dimension)
    }
    return vector
  }

  /// The numbers of a list, of a row `[[…]]` or of a column `[[…], […], …]`.
  private func flattened(_ value: Value, line: Int) throws(StudentGradientsError) -> [Double] {
    switch value {
    case .number(let number): return [number]
    case .list(let elements):
      var numbers: [Double] = []
      for element in elements { numbers += try flattened(element, line: line) }
      return numbers
    case .rows: throw .notANumber("an object", line: line)
    case .other(let text): throw .notANumber(text, line: line)
    }
  }

  // MARK: Tokens

  private func isSeparator(_ characters: String) -> Bool {
    if case .separator(let byte) = token { characters.utf8.contains(byte) } else { false }
  }

  private mutating func skipNewlines() {
    while token == .newline { advance() }
  }

  private func unexpected(_ expected: String) -> StudentGradientsError {
    let found =
      switch token {
      case .open(let byte), .close(let byte), .separator(let byte):
        String(decoding: [byte], as: UTF8.self)
      case .text(let text, _): displayText(text)
      case .newline: "the end of the line"
      case .end: "the end"
      }
    return .unexpected(found, expected: expected, line: tokenLine)
  }

  /// Reads the next token.
  private mutating func advance() {
    while position < bytes.count, " \t\r".utf8.contains(bytes[position]) { position += 1 }
    tokenLine = line
    guard position < bytes.count else {
      token = .end
      return
    }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      token = .newline
    case UInt8(ascii: "#"):
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      advance()
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): token = .open(byte)
    case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): token = .close(byte)
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: ";"):
      token = .separator(byte)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): token = .text(quoted(byte), isQuoted: true)
    default:
      let start = position - 1
      while position < bytes.count, !" \t\r\n[](){},:=;\"".utf8.contains(bytes[position]) {
        position += 1
      }
      token = .text(Array(bytes[start..<position]), isQuoted: false)
    }
  }

  /// The text up to the closing quote, with JSON's escapes.
  private mutating func quoted(_ quote: UInt8) -> [UInt8] {
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != quote {
      var byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte == UInt8(ascii: "\\"), position < bytes.count {
        byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "n"): byte = UInt8(ascii: "\n")
        case UInt8(ascii: "t"): byte = UInt8(ascii: "\t")
        case UInt8(ascii: "r"): byte = UInt8(ascii: "\r")
        case UInt8(ascii: "b"): byte = 8
        case UInt8(ascii: "f"): byte = 12
        case UInt8(ascii: "u"):
          text += Array(String(Character(scalar())).utf8)
          continue
        default: break
        }
      }
      text.append(byte)
    }
    position += position < bytes.count ? 1 : 0
    return text
  }

  /// The scalar of `\uXXXX`, or of two of them for one beyond the basic plane.
  private mutating func scalar() -> Unicode.Scalar {
    let first = codeUnit()
    if 0xD800..<0xDC00 ~= first, bytes[position...].starts(with: Array("\\u".utf8)) {
      position += 2
      let second = codeUnit()
      if 0xDC00..<0xE000 ~= second {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      }
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() -> UInt32 {
    let digits = bytes[position...].prefix(4)
    position += digits.count
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
  }
}
