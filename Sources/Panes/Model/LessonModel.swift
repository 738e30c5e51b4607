import Debugger

/// The paragraph of the current lesson, with what to do next.
struct LessonModel: Sendable {
  /// `nil` without a lesson.
  let page: LessonPage?
  let glyphs: Glyphs

  init(_ reader: SessionReader) {
    page = reader.session.lessonPage
    glyphs = reader.window.glyphs
  }
}
