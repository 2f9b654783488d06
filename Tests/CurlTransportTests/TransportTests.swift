import Testing

/// All tests that send: one after the other, since a proxy is named to the whole process.
@Suite(.serialized) struct TransportTests {}
