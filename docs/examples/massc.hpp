// massc.hpp -- massc.h for C++11 and newer: objects that close themselves, errors that are thrown.
//
// A program includes it and links libmassc; all is in namespace mass, and nothing of it is compiled elsewhere. What it returns by
// pointer or reference belongs to the object it was asked of.
#ifndef MASSC_HPP
#define MASSC_HPP
#include <massc.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mass {

// The text has places, carets and ways out, as the command prints them; the code is the command's.
class error : public std::runtime_error {
public:
    error(int code, const std::string &text) : std::runtime_error(text), code_(code) {}
    int code() const { return code_; }
private:
    int code_;
};

struct closer {
    void operator()(massc *m) const { massc_close(m); }
    void operator()(massc_result *r) const { massc_result_close(r); }
    void operator()(massc_sim *s) const { massc_sim_close(s); }
};

// The numbers of a column or a series, where they lie.
class span {
public:
    span(const double *first, std::size_t size) : first_(first), size_(first ? size : 0) {}
    const double *begin() const { return first_; }
    const double *end() const { return first_ + size_; }
    std::size_t size() const { return size_; }
    double operator[](std::size_t i) const { return first_[i]; }
private:
    const double *first_;
    std::size_t size_;
};

class result {
public:
    explicit result(massc_result *r) : r_(r) {}
    massc_result *get() const { return r_.get(); }
    std::size_t rows() const { return static_cast<std::size_t>(massc_rows(get())); }

    std::vector<std::string> columns() const
    {
        std::vector<std::string> names;
        for (int i = 0; i < massc_columns(get()); i++)
            names.emplace_back(massc_name(get(), i));
        return names;
    }

    // [row][element]
    span operator[](const std::string &column) const
    {
        int i = massc_find(get(), column.c_str());
        if (i < 0)
            throw error(2, "no column is called '" + column + "'\n");
        return span(massc_values(get(), i), rows()*static_cast<std::size_t>(massc_elements(get(), i)));
    }

    // [row][time][state][node][mode], those of them that it has
    span series(const std::string &name) const
    {
        int i = massc_find_series(get(), name.c_str());
        if (i < 0)
            throw error(2, "nothing that is recorded is called '" + name + "'\n");
        std::size_t size = rows();
        for (int d = 0; d < massc_series_dims(get(), i); d++)
            size *= static_cast<std::size_t>(massc_series_size(get(), i, d));
        return span(massc_series_values(get(), i), size);
    }

    // The files of massc run: all of them, or none and an error.
    void save(const std::string &folder, const std::string &formats = "csv,nc") const
    {
        int code = massc_save(get(), folder.c_str(), formats.c_str());
        if (code)
            throw error(code, massc_result_error(get()));
    }

private:
    std::unique_ptr<massc_result, closer> r_;
};

// A row of an exploration, step by step; it keeps its model.
class simulation {
public:
    simulation(std::shared_ptr<massc> m, massc_sim *s) : m_(std::move(m)), s_(s) {}
    massc_sim *get() const { return s_.get(); }
    long done() const { return massc_sim_done(get()); }
    long steps() const { return massc_sim_steps(get()); }
    double time() const { return massc_sim_time(get()); }

    simulation &step(long n = 1) { return checked(massc_step(get(), n)); }
    simulation &set(const std::string &name, double value) { return checked(massc_sim_set(get(), name.c_str(), value)); }

    // [state][node][mode]
    std::vector<double> state() const
    {
        long shape[3];
        massc_sim_shape(get(), shape);
        std::vector<double> x(static_cast<std::size_t>(shape[0]*shape[1]*shape[2]));
        massc_state(get(), x.data());
        return x;
    }
    simulation &state(const std::vector<double> &x)
    {
        if (x.size() != state().size())
            throw error(2, "a state of another size\n");
        return checked(massc_set_state(get(), x.data()));
    }

    std::vector<unsigned char> snapshot() const
    {
        std::vector<unsigned char> bytes(massc_snapshot(get(), nullptr, 0));
        massc_snapshot(get(), bytes.data(), bytes.size());
        return bytes;
    }
    simulation &restore(const std::vector<unsigned char> &bytes) { return checked(massc_restore(get(), bytes.data(), bytes.size())); }

private:
    simulation &checked(int status)
    {
        if (status < 0)
            throw error(massc_code(m_.get()), massc_error(m_.get()));
        return *this;
    }
    std::shared_ptr<massc> m_;
    std::unique_ptr<massc_sim, closer> s_;      // closed before the model
};

class model {
public:
    static model file(const std::string &path) { return model(massc_open(path.c_str())); }
    static model text(const std::string &text) { return model(massc_open_text(text.data(), text.size())); }
    massc *get() const { return m_.get(); }

    std::vector<std::string> explorations() const
    {
        std::vector<std::string> names;
        for (int i = 0; massc_exploration(get(), i); i++)
            names.emplace_back(massc_exploration(get(), i));
        return names;
    }

    model &set(const std::string &setting) { return checked(massc_set(get(), setting.c_str())); }
    model &axis(const std::string &axis) { return checked(massc_axis(get(), axis.c_str())); }
    model &key(std::int64_t key) { return checked(massc_key(get(), key)); }
    model &precision(int bytes) { return checked(massc_precision(get(), bytes)); }

    // A number a node, mode, or pair of nodes, in the quantity's unit.
    model &set(const std::string &name, const std::vector<double> &values)
    {
        return checked(massc_set_array(get(), name.c_str(), values.data(), static_cast<long>(values.size())));
    }

    void cancel() const { massc_cancel(get()); }        // from any thread

    result run(const std::string &exploration, const massc_options &o = massc_options()) const
    {
        massc_result *r = massc_run(get(), exploration.empty() ? nullptr : exploration.c_str(), &o);
        if (!r)
            fail();
        return result(r);
    }

    simulation simulate(const std::string &exploration, long point = 0, const massc_options &o = massc_options()) const
    {
        massc_sim *s = massc_sim_open(get(), exploration.empty() ? nullptr : exploration.c_str(), point, &o);
        if (!s)
            fail();
        return simulation(m_, s);
    }

private:
    explicit model(massc *m) : m_(m, closer())
    {
        if (!m)
            throw std::bad_alloc();
        if (massc_code(m))
            fail();
    }
    [[noreturn]] void fail() const { throw error(massc_code(get()), massc_error(get())); }
    model &checked(int status)
    {
        if (status < 0)
            fail();
        return *this;
    }
    std::shared_ptr<massc> m_;
};

}
#endif
