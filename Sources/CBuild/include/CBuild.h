/// The commit that the program was built from; empty where the build was not given one.
const char *_Nonnull hotline_commit(void);
