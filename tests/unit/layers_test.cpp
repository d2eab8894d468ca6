// The rooms of ARCHITECTURE.md, against what the files of the library include.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string const source_dir = TELNYX_SOURCE_DIR;

struct source_file {
    std::vector<std::string> own;   ///< headers of the library that it includes, below `telnyx/`
    std::vector<std::string> other; ///< the other headers
};

struct room {
    std::string name;
    std::set<std::string> includes;
};

source_file read_includes(fs::path const& path) {
    source_file read;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include ") || line.size() < 11) continue;
        auto const end = line.find_first_of("\">", 10);
        if (end == std::string::npos) continue;
        auto const name = line.substr(10, end - 10);
        if (name.starts_with("telnyx/"))
            read.own.push_back(name.substr(7));
        else
            read.other.push_back(name);
    }
    return read;
}

std::map<std::string, source_file> const& library() {
    static auto const files = [] {
        std::map<std::string, source_file> found;
        fs::path const root = source_dir + "/include/telnyx";
        for (auto const& entry : fs::recursive_directory_iterator(root))
            if (entry.path().extension() == ".hpp" || entry.path().extension() == ".ipp")
                found.emplace(entry.path().lexically_relative(root).generic_string(), read_includes(entry.path()));
        return found;
    }();
    return files;
}

std::string room_of(std::string const& file) {
    auto folder = fs::path(file).parent_path();
    while (folder.filename() == "impl" || folder.filename() == "detail")
        folder = folder.parent_path();
    return folder.empty() ? "." : folder.generic_string();
}

/// The words between backquotes in a cell of a table.
std::vector<std::string> quoted_words(std::string_view cell) {
    std::vector<std::string> words;
    for (auto begin = cell.find('`'); begin != std::string_view::npos; begin = cell.find('`')) {
        auto const end = cell.find('`', begin + 1);
        if (end == std::string_view::npos) break;
        words.emplace_back(cell.substr(begin + 1, end - begin - 1));
        cell.remove_prefix(end + 1);
    }
    return words;
}

/// The rows of the table of rooms, from top to bottom.
std::vector<room> const& rooms() {
    static auto const table = [] {
        std::vector<room> rows;
        std::ifstream in(source_dir + "/ARCHITECTURE.md");
        for (std::string line; std::getline(in, line);) {
            if (!line.starts_with("| `")) continue;
            auto const name_end = line.find(" |", 1);
            auto const names = quoted_words(std::string_view(line).substr(0, name_end));
            auto const last = line.rfind('|', line.size() - 2);
            auto const words = quoted_words(std::string_view(line).substr(last));
            rows.push_back({names.at(0), {words.begin(), words.end()}});
        }
        return rows;
    }();
    return table;
}

room const* find_room(std::string const& name) {
    auto const found =
        std::find_if(rooms().begin(), rooms().end(), [&](room const& each) { return each.name == name; });
    return found == rooms().end() ? nullptr : &*found;
}

/// The headers that compile the library or include all of it stand above everything.
bool is_above_all(std::string const& file) {
    return file == "telnyx.hpp" || file == "src.hpp" || file == "testing/src.hpp";
}

/// A header and the file that implements it are one; an implementation without a header of its own belongs to the
/// header that includes it.
std::string unit_of(std::string const& file) {
    if (!file.ends_with(".ipp")) return file;
    fs::path const path(file);
    for (auto const& folder : {path.parent_path().parent_path(), path.parent_path()}) {
        auto const header = (folder / path.stem()).generic_string() + ".hpp";
        if (library().contains(header)) return header;
    }
    for (auto const& [name, contents] : library())
        if (!is_above_all(name) && std::count(contents.own.begin(), contents.own.end(), file) != 0)
            return unit_of(name);
    return file;
}

std::map<std::string, std::set<std::string>> graph_of_units() {
    std::map<std::string, std::set<std::string>> graph;
    for (auto const& [name, contents] : library()) {
        if (is_above_all(name)) continue;
        auto& targets = graph[unit_of(name)];
        for (auto const& each : contents.own)
            if (auto target = unit_of(each); target != unit_of(name)) targets.insert(std::move(target));
    }
    return graph;
}

/// Finds circles by walking in depth.
class circle_search {
  public:
    explicit circle_search(std::map<std::string, std::set<std::string>> graph) : graph_(std::move(graph)) {
        for (auto const& [name, targets] : graph_)
            visit(name);
    }

    std::vector<std::string> const& found() const { return found_; }

  private:
    void visit(std::string const& name) {
        if (auto const at = std::find(path_.begin(), path_.end(), name); at != path_.end()) {
            std::string circle;
            for (auto each = at; each != path_.end(); ++each)
                circle += *each + " -> ";
            found_.push_back(circle + name);
            return;
        }
        if (!done_.insert(name).second) return;
        path_.push_back(name);
        for (auto const& target : graph_[name])
            visit(target);
        path_.pop_back();
    }

    std::map<std::string, std::set<std::string>> graph_;
    std::vector<std::string> path_;
    std::set<std::string> done_;
    std::vector<std::string> found_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(layers)

BOOST_AUTO_TEST_CASE(every_folder_has_a_row_and_every_row_a_folder) {
    std::set<std::string> folders;
    for (auto const& [name, contents] : library())
        folders.insert(room_of(name));
    BOOST_TEST(folders.size() > 20U);
    for (auto const& folder : folders)
        BOOST_TEST(find_room(folder) != nullptr, folder << " has no row in ARCHITECTURE.md");
    for (auto const& row : rooms())
        BOOST_TEST(folders.contains(row.name), "there is no folder " << row.name);
}

BOOST_AUTO_TEST_CASE(rows_name_only_rows_above_them) {
    std::set<std::string> above;
    for (auto const& row : rooms()) {
        for (auto const& included : row.includes)
            BOOST_TEST(above.contains(included), row.name << " may not include " << included << ", which is below it");
        BOOST_TEST(above.insert(row.name).second, row.name << " has two rows");
    }
}

BOOST_AUTO_TEST_CASE(files_include_only_rooms_that_their_row_names) {
    std::map<std::string, std::set<std::string>> used;
    for (auto const& [name, contents] : library()) {
        if (is_above_all(name)) continue;
        auto const from = room_of(name);
        auto const* const row = find_room(from);
        if (row == nullptr) continue; // another test tells
        for (auto const& each : contents.own) {
            BOOST_TEST(library().contains(each), name << " includes " << each << ", which is not there");
            auto const to = room_of(each);
            if (to == from) continue;
            BOOST_TEST(row->includes.contains(to), name << " includes " << each);
            used[from].insert(to);
        }
    }
    for (auto const& row : rooms())
        for (auto const& included : row.includes)
            BOOST_TEST(used[row.name].contains(included), row.name << " does not use " << included);
}

BOOST_AUTO_TEST_CASE(no_files_include_each_other_in_a_circle) {
    circle_search const search(graph_of_units());
    for (auto const& circle : search.found())
        BOOST_TEST(false, circle);
    BOOST_TEST(search.found().empty());
}

BOOST_AUTO_TEST_CASE(circles_are_found) {
    circle_search const search({{"a", {"b"}}, {"b", {"c", "d"}}, {"c", {}}, {"d", {"b"}}});
    BOOST_TEST_REQUIRE(search.found().size() == 1U);
    BOOST_TEST(search.found()[0] == "b -> d -> b");
}

BOOST_AUTO_TEST_CASE(beast_and_openssl_stay_in_http_net_and_testing) {
    std::set<std::string> const allowed{"http", "net", "testing"};
    for (auto const& [name, contents] : library())
        for (auto const& each : contents.other)
            if (each.starts_with("boost/beast") || each.starts_with("openssl/"))
                BOOST_TEST(allowed.contains(room_of(name)), name << " includes " << each);
}

BOOST_AUTO_TEST_CASE(libnghttp2_stays_in_http_and_testing) {
    for (auto const& [name, contents] : library())
        for (auto const& each : contents.other)
            if (each.starts_with("nghttp2/"))
                BOOST_TEST((name.ends_with(".ipp") && (room_of(name) == "http" || room_of(name) == "testing")),
                           name << " includes " << each);
}

BOOST_AUTO_TEST_CASE(header_for_everything_includes_every_header_of_endpoints) {
    auto const& all = library().at("telnyx.hpp").own;
    for (auto const& [name, contents] : library()) {
        auto const folder = fs::path(name).parent_path().generic_string();
        if (folder != "ai" && folder != "legacy" && folder != "streams" && folder != "text_to_speech") continue;
        bool const included_by_sister = std::any_of(library().begin(), library().end(), [&](auto const& other) {
            return fs::path(other.first).parent_path() == folder &&
                   std::count(other.second.own.begin(), other.second.own.end(), name) != 0;
        });
        BOOST_TEST((included_by_sister || std::count(all.begin(), all.end(), name) == 1),
                   "telnyx.hpp does not include " << name);
    }
    for (auto const* const name : {"client.hpp", "errors.hpp", "version.hpp"})
        BOOST_TEST(std::count(all.begin(), all.end(), name) == 1, "telnyx.hpp does not include " << name);
}

BOOST_AUTO_TEST_SUITE_END()
