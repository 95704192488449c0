using System;

namespace CnnGen.Generator.Model;

/// <summary>How a network class is disposed of: .NET's dispose pattern, as far as the class has not got it already.</summary>
/// <param name="IsInherited">Whether Dispose() is the base class's, which calls the Dispose(bool) that is generated.</param>
/// <param name="CallsBase">Whether the generated Dispose() calls the base class's.</param>
/// <param name="Bool">What Dispose(bool) is.</param>
internal sealed record Disposal(bool IsInherited, bool CallsBase, DisposeBool Bool) : IEquatable<Disposal>
{
    /// <summary>Of a class that has no base class and nothing to do with disposing of its own.</summary>
    public static readonly Disposal Plain = new(false, false, DisposeBool.Virtual);

    /// <summary>Whether the generated Dispose() calls Dispose(bool): not where the base class's does.</summary>
    public bool CallsBool { get; init; } = true;

    /// <summary>Whether the Dispose(bool) that is overridden is public; otherwise it is protected.</summary>
    public bool IsPublicBool { get; init; }

    /// <summary>Whether the generated Dispose(bool) calls the base class's.</summary>
    public bool BoolCallsBase { get; init; }
}

/// <summary>What a network's Dispose(bool) is.</summary>
internal enum DisposeBool
{
    /// <summary>Nobody can derive from the class, so there is none.</summary>
    None,

    /// <summary>The user's: the generated Dispose() calls it.</summary>
    Own,

    /// <summary>Generated, for classes that derive from the network.</summary>
    Virtual,

    /// <summary>Generated in place of the base class's.</summary>
    Override,
}
