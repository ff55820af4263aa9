#if Web
  import NIOPosix

  /// Runs tasks on threads of their own, which may wait for files and locks.
  ///
  /// The threads of the network and of other tasks never wait for them.
  final class BlockingExecutor: TaskExecutor {
    private let pool: NIOThreadPool

    init(threads: Int) {
      pool = NIOThreadPool(numberOfThreads: threads)
      pool.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      let executor = unsafe asUnownedTaskExecutor()
      pool.submit { _ in unsafe job.runSynchronously(on: executor) }
    }
  }
#endif
