import CLibYAML

/// What libyaml's parser says next, without its C types.
enum YAMLEvent {
  case streamStart, streamEnd
  case documentStart, documentEnd
  case alias(String)
  case scalar(YAMLScalar, YAMLProperties?)
  case sequenceStart(YAMLProperties?, isFlow: Bool)
  case mappingStart(YAMLProperties?, isFlow: Bool)
  case sequenceEnd, mappingEnd
  /// Something inside a document that nobody wants to know.
  case skipped
}

/// A place as libyaml counts it: from 0, in Unicode scalars, not bytes.
struct YAMLMark {
  let index: Int
  let line: Int
  let column: Int
}

/// Why libyaml stopped, in its own words.
struct EventFault: Error {
  let problem: String
  let mark: YAMLMark
  /// Where the construct began in which it stopped.
  let contextMark: YAMLMark?
  /// The byte at which the input is no YAML text (a control character); nil for faults of grammar.
  let byteOffset: Int?
}

/// libyaml's parser over bytes that stay in place while it lives.
///
/// The parser holds a pointer to itself, so it lives on the heap and never moves.
@safe struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Nil where there is no memory.
  init?(over input: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      return nil
    }
    // Forced: libyaml would else guess, and a guess of UTF-16 would bend every offset.
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// Without content, all that happens inside a document is `skipped`.
  mutating func next(
    withContent: Bool
  ) throws(EventFault) -> (event: YAMLEvent, start: YAMLMark, end: YAMLMark) {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw fault }
    defer { unsafe yaml_event_delete(&raw) }
    return unsafe (
      withContent ? YAMLEvent(raw) : YAMLEvent(outline: raw), YAMLMark(raw.start_mark),
      YAMLMark(raw.end_mark)
    )
  }

  private var fault: EventFault {
    let state = unsafe parser.pointee
    let isReaderError = unsafe state.error == YAML_READER_ERROR
    return unsafe EventFault(
      problem: state.problem.map { unsafe String(cString: $0) } ?? "out of memory",
      mark: YAMLMark(state.problem_mark),
      contextMark: state.context == nil ? nil : YAMLMark(state.context_mark),
      byteOffset: isReaderError ? state.problem_offset : nil)
  }
}

extension YAMLMark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(index: Int(mark.index), line: Int(mark.line), column: Int(mark.column))
  }
}

extension YAMLEvent {
  fileprivate init(outline raw: yaml_event_t) {
    switch unsafe raw.type {
    case YAML_STREAM_START_EVENT: self = .streamStart
    case YAML_DOCUMENT_START_EVENT: self = .documentStart
    case YAML_DOCUMENT_END_EVENT: self = .documentEnd
    case YAML_NO_EVENT, YAML_STREAM_END_EVENT: self = .streamEnd
    default: self = .skipped
    }
  }

  fileprivate init(_ raw: yaml_event_t) {
    switch unsafe raw.type {
    case YAML_STREAM_START_EVENT: self = .streamStart
    case YAML_DOCUMENT_START_EVENT: self = .documentStart
    case YAML_DOCUMENT_END_EVENT: self = .documentEnd
    case YAML_ALIAS_EVENT: self = unsafe .alias(text(raw.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let data = unsafe raw.data.scalar
      let value = unsafe String(
        decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      self = unsafe .scalar(
        YAMLScalar(text: value, style: .init(data.style)), properties(data.anchor, data.tag))
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe raw.data.sequence_start
      self = unsafe .sequenceStart(
        properties(data.anchor, data.tag), isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_MAPPING_START_EVENT:
      let data = unsafe raw.data.mapping_start
      self = unsafe .mappingStart(
        properties(data.anchor, data.tag), isFlow: data.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_SEQUENCE_END_EVENT: self = .sequenceEnd
    case YAML_MAPPING_END_EVENT: self = .mappingEnd
    // Besides the end, only "no event", which follows the end.
    default: self = .streamEnd
    }
  }
}

extension YAMLScalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}

private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  guard let pointer = unsafe pointer else { return nil }
  return unsafe String(cString: pointer)
}

private func properties(
  _ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?
) -> YAMLProperties? {
  guard unsafe anchor != nil || tag != nil else { return nil }
  return unsafe YAMLProperties(anchor: text(anchor), tag: text(tag))
}
