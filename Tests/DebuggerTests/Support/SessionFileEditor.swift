import TestSupport
import Word2Vec

@testable import Debugger

/// An editable session file; length and checksum are recomputed.
struct SessionFileEditor {
  /// A section with its content.
  struct Section {
    var name: String
    var isRequired: Bool
    var content: [UInt8]
  }

  var sections: [Section] = []

  /// Splits the bytes of a file of version 2 into sections.
  init(_ bytes: [UInt8]) throws {
    var decoder = BinaryDecoder(Array(bytes.dropFirst(24).dropLast(8)))
    while decoder.bytesLeft > 0 {
      sections.append(
        Section(
          name: try decoder.string("name"), isRequired: try decoder.flag("flag"),
          content: try decoder.byteString("content")))
    }
  }

  /// The content of a section, `nil` if the file lacks it; assigning `nil` removes the section.
  subscript(name: String) -> [UInt8]? {
    get { sections.first { $0.name == name }?.content }
    set {
      guard let index = sections.firstIndex(where: { $0.name == name }) else {
        if let newValue {
          sections.append(Section(name: name, isRequired: true, content: newValue))
        }
        return
      }
      if let newValue { sections[index].content = newValue } else { sections.remove(at: index) }
    }
  }

  /// Replaces the content of a section by encoded values.
  mutating func encode(_ name: String, _ body: (inout BinaryEncoder) -> Void) {
    var encoder = BinaryEncoder()
    body(&encoder)
    self[name] = encoder.bytes
  }

  /// Replaces the text of a setting.
  mutating func set(_ name: String, _ text: String) throws {
    var decoder = BinaryDecoder(self["settings"] ?? [])
    var values = try decoder.list("settings") { (try $0.string("name"), try $0.string("text")) }
    values.removeAll { $0.0 == name }
    values.append((name, text))
    encode("settings") { encoder in
      encoder.append(values) { encoder, value in
        encoder.append(value.0)
        encoder.append(value.1)
      }
    }
  }

  /// The bytes of the file.
  var bytes: [UInt8] {
    var content = BinaryEncoder()
    for section in sections {
      content.append(section.name)
      content.append(section.isRequired)
      content.append(section.content)
    }
    var header = BinaryEncoder()
    header.append(2)
    header.append(content.bytes.count)
    return Self.sealed(SessionFormat.magic + header.bytes + content.bytes)
  }

  /// The bytes followed by their checksum.
  static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    var hash = ContentHash()
    bytes.withUnsafeBytes { hash.update($0) }
    var checksum = BinaryEncoder()
    checksum.append(hash.value)
    return bytes + checksum.bytes
  }
}

extension TemporaryFolder {
  /// Removes the history from a session file, which then begins at its window, as a file of a program
  /// that kept none.
  func removeHistory(from name: String) throws {
    var file = try SessionFileEditor(try bytes(name))
    file["history"] = nil
    _ = try write(file.bytes, to: name)
  }
}
