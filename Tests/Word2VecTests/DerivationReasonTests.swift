import Testing
import Word2Vec

@Suite("Reasons of the derivation")
struct DerivationReasonTests {
  @Test(
    "Every line has a reason, and a misprint is called one", arguments: DerivationSection.allCases)
  func reasons(section: DerivationSection) {
    for line in section.lines {
      #expect(!line.reason.isEmpty, "\(line.name)")
      #expect((line.erratum != nil) == line.reason.hasPrefix("often printed"))
    }
  }
}
