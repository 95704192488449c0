using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace CnnGen.Tool.Timing;

/// <summary>A compiled assembly with networks, loaded with what lies beside it; CnnGen's runtime is the tool's own, so that its interfaces are the same.</summary>
internal sealed class NetworkAssembly
{
    private readonly Assembly _assembly;

    private NetworkAssembly(Assembly assembly) => _assembly = assembly;

    /// <summary>Loads an assembly.</summary>
    /// <exception cref="InvalidDataException">It is none, or does not go with this version.</exception>
    public static NetworkAssembly Load(string path)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"there is no '{path}'");
        }

        try
        {
            return new NetworkAssembly(new Context(full).LoadFromAssemblyPath(full));
        }
        catch (BadImageFormatException exception)
        {
            throw new InvalidDataException($"'{path}' is no assembly of .NET: give the .dll that a build of the networks' project makes", exception);
        }
    }

    /// <summary>Prepares a network for timing.</summary>
    /// <param name="name">The class, with or without its namespace; may be null where there is one.</param>
    /// <exception cref="InvalidDataException">There is no such network.</exception>
    public NetworkTiming Find(string? name)
    {
        Type[] networks = [.. Types().Where(IsNetwork)];
        Type[] named = name is null ? networks : [.. networks.Where(type => type.Name == name || type.FullName == name)];
        string known = string.Join(", ", networks.Select(static type => type.FullName).Order(StringComparer.Ordinal));
        return named switch
        {
            [var only] => (NetworkTiming)Activator.CreateInstance(typeof(NetworkTiming<>).MakeGenericType(only))!,
            _ when networks.Length == 0 => throw new InvalidDataException("there is no network in the assembly"),
            [] => throw new InvalidDataException($"there is no network '{name}'; there are {known}"),
            _ => throw new InvalidDataException($"there are {networks.Length} networks; --network says which: {known}"),
        };
    }

    private Type[] Types()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            // Another class's dependency may be missing; a network needs the runtime alone.
            return [.. exception.Types.OfType<Type>()];
        }
    }

    private static bool IsNetwork(Type type) => type is { IsClass: true, IsGenericTypeDefinition: false }
        && Array.Exists(type.GetInterfaces(), candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(INetwork<>) && candidate.GenericTypeArguments[0] == type);

    private sealed class Context(string path) : AssemblyLoadContext("networks")
    {
        private readonly string _folder = Path.GetDirectoryName(path)!;

        protected override Assembly? Load(AssemblyName name)
        {
            string beside = Path.Combine(_folder, name.Name + ".dll");
            return Default.Assemblies.Any(known => known.GetName().Name == name.Name) || !File.Exists(beside) ? null : LoadFromAssemblyPath(beside);
        }
    }
}
