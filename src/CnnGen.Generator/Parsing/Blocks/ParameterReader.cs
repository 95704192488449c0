using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Reads what a block's text may name: the parameters of its constructors, its properties and its constants.</summary>
/// <param name="type">The block's class.</param>
/// <param name="compilation">Where it is used.</param>
/// <param name="report">Receives what is wrong with a property: its name, and a message.</param>
internal sealed class ParameterReader(INamedTypeSymbol type, Compilation compilation, Action<string, string> report)
{
    /// <summary>The parameters, each name once.</summary>
    public IReadOnlyList<BlockParameter> Read()
    {
        List<BlockParameter> found = [];
        foreach (IParameterSymbol parameter in type.InstanceConstructors.Where(static one => one.DeclaredAccessibility == Accessibility.Public).SelectMany(static one => one.Parameters))
        {
            Add(new BlockParameter(parameter.Name, SignatureReader.TypeOf(parameter.Type), parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null));
        }

        for (INamedTypeSymbol? ancestor = type; ancestor is not null && !DeclarationReader.IsNamed(ancestor, WellKnownNames.BlockAttribute); ancestor = ancestor.BaseType)
        {
            foreach (ISymbol member in ancestor.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public } property:
                        Add(new BlockParameter(property.Name, SignatureReader.TypeOf(property.Type), DefaultOf(property)));
                        break;
                    case IFieldSymbol { IsConst: true, HasConstantValue: true } constant:
                        Add(new BlockParameter(constant.Name, SignatureReader.TypeOf(constant.Type), constant.ConstantValue, IsConstant: true));
                        break;
                }
            }
        }

        // A constant that is private is in no other assembly's view, but for what the generator has recorded.
        foreach (AttributeData recorded in BlockValues.RecordedOf(type))
        {
            object? value = recorded.ConstructorArguments[2].Value;
            if (recorded.ConstructorArguments[2].Type is { } valueType && recorded.ConstructorArguments[1].Value is string name)
            {
                Add(new BlockParameter(name, SignatureReader.TypeOf(valueType), value, IsConstant: true));
            }
        }

        return found;

        void Add(BlockParameter parameter)
        {
            if (found.All(one => one.Name != parameter.Name))
            {
                found.Add(parameter with { Default = BlockValues.Normalized(parameter.Default, parameter.Type) });
            }
        }
    }

    private object? DefaultOf(IPropertySymbol property)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not PropertyDeclarationSyntax syntax)
        {
            return BlockValues.Recorded(type, property.Name);
        }

        if (syntax.Initializer is not { Value: var initial })
        {
            return BlockValues.Initial(SignatureReader.TypeOf(property.Type));
        }

        Optional<object?> constant = compilation.ContainsSyntaxTree(initial.SyntaxTree) ? compilation.GetSemanticModel(initial.SyntaxTree).GetConstantValue(initial) : default;
        if (!constant.HasValue && SignatureReader.TypeOf(property.Type).Kind != ValueKind.Other)
        {
            report(property.Name, $"the block's property {property.Name} begins with '{initial}', which is no constant: text that is read at compile time cannot know it");
        }

        return constant.HasValue ? constant.Value : null;
    }
}
