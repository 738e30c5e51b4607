/// The contents of a session file: the saved session, and the byte ranges of the large parts.
struct SessionContents {
  var saved = SavedSession()
  /// The range of the text of the corpus, if the file contains it.
  var text: Range<Int>?
  var parameters = 0..<0
  /// The range of the parameters that the history begins with, if the file contains them.
  var origin: Range<Int>?
  /// A required part of a newer format.
  var unknownPart: String?

  /// Reads everything except the large parts and checks its consistency, without the checksum.
  ///
  /// - Throws: ``SessionFileError``, ``InvalidField``.
  init(of file: borrowing SessionFileBytes) throws {
    let version = try Self.readHeader(of: file)
    let content = SessionFormat.headerByteCount..<file.count - SessionFormat.checksumByteCount
    try version == 1 ? readVersion1(content, of: file) : readSections(content, of: file)
    try requireAgreement()
  }

  /// Reads the header.
  ///
  /// - Returns: The version of the format.
  private static func readHeader(of file: borrowing SessionFileBytes) throws -> Int {
    let path = file.path
    let magic = SessionFormat.magic
    guard file.count >= magic.count, try file.bytes(magic.indices) == magic else {
      throw SessionFileError.foreign(path: path)
    }
    let header = SessionFormat.headerByteCount
    guard file.count >= header else {
      throw SessionFileError.truncated(path: path, found: file.count, expected: header)
    }
    var decoder = BinaryDecoder(try file.bytes(magic.count..<header))
    let version = Int(clamping: try decoder.unsigned("the version"))
    guard version <= SessionFormat.version else {
      throw SessionFileError.newer(path: path, version: version)
    }
    let content = Int(clamping: try decoder.unsigned("the length of the content"))
    let (expected, overflow) = content.addingReportingOverflow(
      header + SessionFormat.checksumByteCount)
    if overflow {
      throw SessionFileError.damaged(path: path, reason: "the length of the content is \(content)")
    }
    if file.count < expected {
      throw SessionFileError.truncated(path: path, found: file.count, expected: expected)
    }
    if file.count > expected {
      throw SessionFileError.trailing(path: path, found: file.count, expected: expected)
    }
    return version
  }

  // MARK: Version 1

  private mutating func readVersion1(
    _ content: Range<Int>, of file: borrowing SessionFileBytes
  ) throws {
    guard content.count >= 8 else { throw InvalidField("the head is missing") }
    let start = content.lowerBound + 8
    var length = BinaryDecoder(try file.bytes(content.lowerBound..<start))
    let end = start + (try length.integer("the length of the head", in: 0...content.count - 8))
    let head = try Self.whole(start..<end, "the head", of: file)
    let embedsText = try Self.read(head) { try saved.readVersion1(from: &$0) }
    if embedsText {
      guard saved.textByteCount <= content.upperBound - end else {
        throw InvalidField(
          "the length of the text", is: saved.textByteCount,
          expected: "at most \(content.upperBound - end)")
      }
      text = end..<end + saved.textByteCount
    }
    parameters = (text?.upperBound ?? end)..<content.upperBound
  }

  // MARK: Sections

  private mutating func readSections(
    _ content: Range<Int>, of file: borrowing SessionFileBytes
  ) throws {
    let places = try sections(content, of: file)
    for section in SessionSection.all {
      guard let place = places[section.name] else {
        if section.isAlwaysThere { throw InvalidField("the section '\(section.name)' is missing") }
        continue
      }
      let bytes = try Self.whole(place, "the section '\(section.name)'", of: file)
      try Self.read(bytes) { try section.read(&saved, &$0) }
    }
    text = places[SessionFormat.text]
    guard let place = places[SessionFormat.parameters] else {
      throw InvalidField("the section '\(SessionFormat.parameters)' is missing")
    }
    parameters = place
    origin = places[SessionFormat.origin]
    if let name = saved.unknownSetting { unknownPart = unknownPart ?? "the setting '\(name)'" }
  }

  /// The ranges of the sections that this program knows.
  private mutating func sections(
    _ content: Range<Int>, of file: borrowing SessionFileBytes
  ) throws -> [String: Range<Int>] {
    let known = Set(
      SessionSection.all.map(\.name)
        + [SessionFormat.text, SessionFormat.parameters, SessionFormat.origin])
    let longestHeader = 3 * 8 + SessionFormat.nameLimit
    var places: [String: Range<Int>] = [:]
    var names: Set<String> = []
    var start = content.lowerBound
    while start < content.upperBound {
      let end = min(start + longestHeader, content.upperBound)
      var header = BinaryDecoder(try file.bytes(start..<end))
      let name = try header.string("the name of a section", atMost: SessionFormat.nameLimit)
      let isRequired = try header.flag("whether the section '\(name)' is required")
      let bytesLeft = content.upperBound - end + header.bytesLeft - 8
      let byteCount = try header.integer(
        "the length of the section '\(name)'", in: 0...max(0, bytesLeft))
      start = end - header.bytesLeft + byteCount
      guard names.insert(name).inserted else {
        throw InvalidField("the section '\(name)' appears twice")
      }
      guard names.count <= SessionFormat.sectionCountLimit else {
        throw InvalidField("there are more than \(SessionFormat.sectionCountLimit) sections")
      }
      if known.contains(name) {
        places[name] = start - byteCount..<start
      } else if isRequired {
        unknownPart = unknownPart ?? "the section '\(name)'"
      }
    }
    return places
  }

  // MARK: Checks

  /// The bytes of a small part.
  private static func whole(
    _ place: Range<Int>, _ name: String, of file: borrowing SessionFileBytes
  ) throws -> [UInt8] {
    guard place.count <= SessionFormat.sectionLimit else {
      throw InvalidField(
        "the length of \(name)", is: place.count, expected: "at most \(SessionFormat.sectionLimit)")
    }
    return try file.bytes(place)
  }

  /// Decodes bytes to their end.
  private static func read<Value>(
    _ bytes: [UInt8], _ body: (inout BinaryDecoder) throws -> Value
  ) throws -> Value {
    var decoder = BinaryDecoder(bytes)
    let value = try body(&decoder)
    if decoder.bytesLeft > 0 {
      throw InvalidField("\(counted(decoder.bytesLeft, "byte")) of a section left over")
    }
    return value
  }

  /// Throws if the lengths of the large parts differ from those in the saved session.
  private func requireAgreement() throws {
    guard parameters.count == saved.matrixByteCount else {
      throw InvalidField(
        "the length of the parameters", is: parameters.count,
        expected: "\(saved.matrixByteCount), for \(saved.words) words in "
          + "\(saved.hyperparameters.dimension) components")
    }
    if let dimension = saved.history?.saved.dimensions.first(where: {
      $0 != saved.hyperparameters.dimension
    }) {
      throw InvalidField(
        "the dimension of an edit", is: dimension,
        expected: "\(saved.hyperparameters.dimension)")
    }
    let expectsOrigin = saved.history?.hasOrigin ?? false
    guard (origin?.count ?? 0) == (expectsOrigin ? saved.matrixByteCount : 0) else {
      throw InvalidField(
        "the length of the first parameters", is: origin?.count ?? 0,
        expected: "\(expectsOrigin ? saved.matrixByteCount : 0)")
    }
    if saved.embedsText || text != nil, text?.count != saved.textByteCount {
      throw InvalidField(
        "the length of the text", is: saved.textByteCount, expected: "\(text?.count ?? 0)")
    }
  }
}
