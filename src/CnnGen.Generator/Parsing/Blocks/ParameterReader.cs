using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>A member that a block's text may name.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Parameter">What text computes with.</param>
internal readonly record struct DeclaredValue(ITypeSymbol Type, BlockParameter Parameter);

/// <summary>Reads what a block's text may name: the parameters of its constructors, its properties and its constants.</summary>
/// <param name="type">The block's class.</param>
/// <param name="compilation">Where it is used.</param>
/// <param name="report">Receives what is wrong.</param>
internal sealed class ParameterReader(INamedTypeSymbol type, Compilation compilation, MemberReport report)
{
    private readonly List<BlockParameter> _found = [];

    /// <summary>The parameters, each name once.</summary>
    public IReadOnlyList<BlockParameter> Read()
    {
        // What a constructor's parameter is by default is among the arguments of every use.
        foreach (IParameterSymbol parameter in SignatureReader.ConstructorsOf(type).SelectMany(static one => one.Parameters))
        {
            AddOfConstructor(new BlockParameter(parameter.Name, SignatureReader.TypeOf(parameter.Type), null));
        }

        for (INamedTypeSymbol? declaring = type; declaring is not null && !DeclarationReader.IsNamed(declaring, WellKnownNames.BlockAttribute); declaring = declaring.BaseType)
        {
            foreach (BlockParameter member in compilation.Declares(declaring) ? Members(declaring).Select(static one => one.Parameter) : Recorded(declaring))
            {
                Add(member);
            }
        }

        return _found;
    }

    /// <summary>The properties and constants that a class of this compilation declares itself.</summary>
    public IEnumerable<DeclaredValue> Members(INamedTypeSymbol declaring)
    {
        PropertyReader properties = new(type, compilation, report);
        foreach (ISymbol member in declaring.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && properties.Read(property) is { } read)
            {
                yield return new DeclaredValue(property.Type, read);
            }
            else if (member is IFieldSymbol { IsConst: true, HasConstantValue: true } constant)
            {
                yield return new DeclaredValue(constant.Type, ConstantOf(constant.Name, constant.Type, constant.ConstantValue));
            }
        }
    }

    /// <summary>A name that no use can give another value.</summary>
    public static BlockParameter ConstantOf(string name, ITypeSymbol type, object? value)
    {
        ParameterType computed = SignatureReader.TypeOf(type);
        return new BlockParameter(name, computed, BlockValues.Normalized(value, computed), IsConstant: true);
    }

    /// <summary>The same of a class of another assembly, which has recorded what it sees no longer: first values, and constants that are private.</summary>
    private IEnumerable<BlockParameter> Recorded(INamedTypeSymbol declaring)
    {
        IReadOnlyDictionary<string, TypedConstant> recorded = BlockValues.RecordedOf(declaring);
        HashSet<string> settable = [];
        foreach (IPropertySymbol property in SignatureReader.SettableIn(declaring))
        {
            ParameterType computed = SignatureReader.TypeOf(property.Type);
            settable.Add(property.Name);
            if (!recorded.TryGetValue(property.Name, out TypedConstant initial) && computed.Kind is not (ValueKind.Other or ValueKind.Texts) && !property.IsAbstract)
            {
                report(type, null, $"what its property {property.Name} begins with is not recorded in {declaring.ContainingAssembly.Name}, which was built without CnnGen's generator");
            }

            yield return new BlockParameter(property.Name, computed, BlockValues.Normalized(initial.ValueOrNull(), computed));
        }

        foreach (IFieldSymbol constant in declaring.GetMembers().OfType<IFieldSymbol>().Where(static field => field is { IsConst: true, HasConstantValue: true }))
        {
            yield return ConstantOf(constant.Name, constant.Type, constant.ConstantValue);
        }

        foreach (KeyValuePair<string, TypedConstant> constant in recorded.Where(one => !settable.Contains(one.Key) && one.Value is { Kind: not TypedConstantKind.Type, IsNull: false, Type: not null }))
        {
            yield return ConstantOf(constant.Key, constant.Value.Type!, constant.Value.ValueOrNull());
        }
    }

    private void AddOfConstructor(BlockParameter parameter)
    {
        if (_found.FirstOrDefault(one => one.Name == parameter.Name) is { } other && other.Type != parameter.Type)
        {
            report(type, parameter.Name, $"the block's constructors take '{parameter.Name}' as {other.Type.Name} and as {parameter.Type.Name}: text can name one of them only");
        }

        Add(parameter);
    }

    private void Add(BlockParameter parameter)
    {
        if (_found.All(one => one.Name != parameter.Name))
        {
            _found.Add(parameter);
        }
    }
}
