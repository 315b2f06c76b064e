/// An object whose keys are taken one by one, each in its form; `end` refuses those that nobody took.
public struct Record {
    private let place: String
    private var keys: [String: JSON]

    /// `place` is named in every error.
    public init(_ json: JSON, at place: String) throws {
        guard case .object(let keys) = json else { throw Failure("\(place): no object, but \(json)") }
        self.place = place
        self.keys = keys
    }

    /// The value, if the key is there.
    public mutating func value(_ key: String) -> JSON? {
        keys.removeValue(forKey: key)
    }

    /// The value of a key that must be there.
    public mutating func required(_ key: String) throws -> JSON {
        guard let value = value(key) else { throw Failure("\(place): the key `\(key)` is missing") }
        return value
    }

    /// The text, if the key is there.
    public mutating func text(_ key: String) throws -> String? {
        switch value(key) {
        case nil: nil
        case .string(let text): text
        case .some(let other): throw Failure("\(place): `\(key)` is no text, but \(other)")
        }
    }

    /// The text of a key that must be there.
    public mutating func requiredText(_ key: String) throws -> String {
        guard let text = try text(key) else { throw Failure("\(place): the key `\(key)` is missing") }
        return text
    }

    /// The whole number, if the key is there.
    public mutating func number(_ key: String) throws -> Int? {
        switch value(key) {
        case nil: return nil
        case .number(let number):
            guard let whole = Int(exactly: number) else { throw Failure("\(place): `\(key)` is no whole number") }
            return whole
        case .some(let other): throw Failure("\(place): `\(key)` is no number, but \(other)")
        }
    }

    /// True or false, by a key that must be there.
    public mutating func requiredTruth(_ key: String) throws -> Bool {
        let value = try required(key)
        guard case .bool(let truth) = value else {
            throw Failure("\(place): `\(key)` is neither true nor false, but \(value)")
        }
        return truth
    }

    /// The list, if the key is there.
    public mutating func list(_ key: String) throws -> [JSON]? {
        switch value(key) {
        case nil: nil
        case .array(let list): list
        case .some(let other): throw Failure("\(place): `\(key)` is no list, but \(other)")
        }
    }

    /// The list of a key that must be there.
    public mutating func requiredList(_ key: String) throws -> [JSON] {
        guard let list = try list(key) else { throw Failure("\(place): the key `\(key)` is missing") }
        return list
    }

    /// The list of texts, if the key is there.
    public mutating func texts(_ key: String) throws -> [String]? {
        try list(key)?.map { each in
            guard case .string(let text) = each else {
                throw Failure("\(place): in `\(key)` stands no text, but \(each)")
            }
            return text
        }
    }

    /// The texts by their names, if the key is there.
    public mutating func textsByName(_ key: String) throws -> [String: String]? {
        switch value(key) {
        case nil: return nil
        case .object(let texts):
            return try texts.mapValues { each in
                guard case .string(let text) = each else {
                    throw Failure("\(place): in `\(key)` stands no text, but \(each)")
                }
                return text
            }
        case .some(let other): throw Failure("\(place): `\(key)` is no object, but \(other)")
        }
    }

    /// Every key was taken.
    public func end() throws {
        if let unknown = keys.keys.min() { throw Failure("\(place): the key `\(unknown)` is not known") }
    }
}
