import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class Telnyx(ConanFile):
    name = "telnyx"
    description = "Asynchronous C++20 client for the Telnyx AI API"
    license = "MIT"
    topics = ("telnyx", "ai", "asio", "coroutines")
    package_type = "static-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"fPIC": [True, False], "http2": [True, False]}
    default_options = {"fPIC": True, "http2": True}
    implements = ["auto_shared_fpic"]
    exports_sources = "CMakeLists.txt", "LICENSE", "include/*"

    def set_version(self):
        header = load(self, f"{self.recipe_folder}/include/telnyx/base/version.hpp")
        self.version = ".".join(re.findall(r"^#define TELNYX_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header, re.M))

    def requirements(self):
        self.requires("boost/[>=1.81]", transitive_headers=True, transitive_libs=True)
        self.requires("openssl/[>=3 <4]", transitive_headers=True, transitive_libs=True)
        self.requires("zlib/[>=1.2.11 <2]", transitive_headers=True, transitive_libs=True)
        if self.options.http2:
            self.requires("libnghttp2/[>=1.43 <2]", transitive_headers=True, transitive_libs=True)

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        for part in ("TESTS", "EXAMPLES", "BENCHMARKS"):
            toolchain.cache_variables[f"TELNYX_BUILD_{part}"] = False
        toolchain.cache_variables["TELNYX_HTTP2"] = "ON" if self.options.http2 else "OFF"
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, f"{self.package_folder}/licenses")
        # Conan writes these files itself, for the dependencies that it found.
        rmdir(self, f"{self.package_folder}/lib/cmake")
        rmdir(self, f"{self.package_folder}/lib/pkgconfig")
        rmdir(self, f"{self.package_folder}/share")

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "telnyx")
        # Of all components together. By default its name is telnyx::telnyx, which would not be header-only then.
        self.cpp_info.set_property("cmake_target_name", "telnyx::all")

        headers = self.cpp_info.components["telnyx"]
        headers.set_property("cmake_target_name", "telnyx::telnyx")
        headers.set_property("pkg_config_name", "telnyx")
        headers.requires = ["boost::headers", "boost::json", "boost::url", "openssl::openssl", "zlib::zlib"]
        if self.options.http2:
            headers.requires.append("libnghttp2::libnghttp2")
            headers.defines = ["TELNYX_HTTP2"]
        if self.settings.os in ("Linux", "FreeBSD"):
            headers.system_libs = ["pthread"]

        compiled = self.cpp_info.components["compiled"]
        compiled.set_property("cmake_target_name", "telnyx::compiled")
        compiled.set_property("pkg_config_name", "telnyx-compiled")
        compiled.libs = ["telnyx"]
        compiled.defines = ["TELNYX_SEPARATE_COMPILATION"]
        compiled.requires = ["telnyx"]
