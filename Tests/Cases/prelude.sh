# Shared by all cases. The folder is fresh; ROOT is the project, CASE the case.
set -u
cp -r "$ROOT/SampleData" sample

# A workspace `w` with the sample city's own sheets.
city() {
  hotline init w 2>/dev/null
  cp sample/register.csv w/register.csv
  cp sample/parameters.csv w/Mappings/policy/foshan-2021/parameters.csv
  mkdir -p w/Mappings/routing
  cp sample/routing/*.csv w/Mappings/routing/
}
