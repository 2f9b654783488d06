import Outcome

/// `ExitStatus` is a type of Swift Testing, too; a file that imports both can't say which.
typealias Ending = ExitStatus
